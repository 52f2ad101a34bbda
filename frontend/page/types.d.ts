// The API's answers as the page uses them.

export type Role = 'administrator' | 'risk-officer' | 'procurement' | 'business-owner' | 'auditor'
export interface Me {
  id: string
  second_factor?: boolean
  name: string
  email: string
  role: Role
  unit: string
}
export interface Person {
  id: string
  name: string
  email: string
  role: string
  unit?: string
  disabled?: boolean
  version: number
}
export interface PersonName {
  id: string
  name: string
  role: string
  disabled: boolean
}
export interface Invitation {
  id: string
  email: string
  role: string
  unit?: string
  expires_at: string
}
export interface Session {
  id: string
  agent: string
  address: string
  created_at: string
  last_used: string
  expires_at: string
  current: boolean
}
export interface Token {
  id: string
  name: string
  role: string
  read_only: boolean
  created_at: string
  expires_at: string | null
  last_used: string | null
}
export interface Page<T> {
  items: T[]
  next?: string
}
export interface Vendor {
  id: string
  name: string
  lifecycle?: string
  services?: string
  updated_at?: string
}
export interface Doc {
  id: string
  name: string
  kind?: string
  size?: number
  uploaded_at?: string
}
export interface Uploaded {
  id: string
  review_id: string
  duplicate: boolean
}
export interface Progress {
  stage: string
  page: number
  pages: number
  attempts: number
}
export interface Failure {
  code: string
  message: string
}
export interface Summary {
  kind: string
  recommendation: string
  opinion: string
  type: string
  period_end: string
  ai_coverage: number | null
  assurance: number | null
  reliability: number | null
  pages: number
  unread: number
}
export interface Review {
  id: string
  vendor_id: string
  document_id: string
  state: string
  analysis: '' | 'queued' | 'reading' | 'ready' | 'failed'
  progress: Progress
  failure: Failure | null
  summary: Summary | null
  version: number
  created_at?: string
  edition?: number
  follows?: string
  prepared_by?: string
  prepared_at?: string | null
}
export interface Move {
  from: string
  to: string
  reason: string
  by: string
  by_name: string
  at: string
}
export interface FollowUp {
  id: string
  finding_id: string
  kind: string
  text: string
  why: string
  severity: string
  owner: string
  due: string
  status: string
  answer: string
  document_id: string
  version: number
}
export interface Acceptance {
  id: string
  finding_id: string
  reason: string
  expires_on: string
  status: string
  requested_by: string
  decided_by: string
  decided_at: string | null
  note: string
  version: number
}
export interface Quote {
  page: number
  text: string
}
export interface Decision {
  verdict: string
  reason: string
  status: string
  severity: string
  by: string
  by_name: string
  at: string | null
}
export interface Finding {
  id: string
  kind: string
  ref: string
  title: string
  status: string
  severity: string
  reason: string
  flags: string[] | null
  quotes: Quote[] | null
  decision: Decision
  version: number
}

// What is read of the report's own JSON (docs/report.schema.json).
export interface Evidence {
  page: number
  quote: string
}
export interface Ground {
  text: string
  pages: number[]
  evidence: Evidence[]
}
export interface Reason {
  rule: string
  outcome: string
  text: string
  grounds: Ground[]
}
export interface Step {
  label: string
  formula?: string
  value: number
  unknown?: boolean
  children?: Step[]
}
export interface Score {
  value: number
  high: number
  completeness: number
  steps: Step
}
export interface Report {
  file: string
  vendor: string | null
  system: string | null
  report: {
    kind: string
    draft: boolean
    type: 1 | 2 | null
    period_start: string | null
    period_end: string | null
    as_of: string | null
    auditor: string | null
    opinion: string | null
    opinion_status: string
    evidence: Record<string, Evidence[]>
  }
  coverage: { pages: number; text: number; ocr: number[]; unread: number[]; blank: number[] }
  notes: { code: string; text: string; pages?: number[] }[]
  assessment?: {
    as_of: string
    recommendation: { outcome: string; means: string; reasons: Reason[]; conditions: { text: string }[] }
    scores: { ai_coverage: Score; report_assurance: Score; reliability: Score }
  }
}

// What a view gets to work with.
export interface Context {
  me: Me
  path: string
  query: URLSearchParams
  signal: AbortSignal // aborted when another view takes its place
  go: (path: string) => void
  again: (focus: string) => Promise<void> // the same view anew, because much of it changed
  say: (text: string) => void // to screen readers
}
export interface View {
  title: string
  node: Node
}
export type Child = Node | string | number | null | undefined | false | Child[]
