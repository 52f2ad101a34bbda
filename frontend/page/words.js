// The words for what the server says by code, and how each is shown. A mark is never told by colour alone.

/** @typedef {{word: string, tone: 'good' | 'fair' | 'bad' | 'plain' | 'unknown', icon: string}} Mark */

/** @type {Record<string, Mark>} */
const statuses = {
  tested: { word: 'Tested', tone: 'good', icon: '✓' },
  described: { word: 'Described', tone: 'plain', icon: '○' },
  partial: { word: 'Partial', tone: 'fair', icon: '◐' },
  absent: { word: 'Absent', tone: 'bad', icon: '✕' },
  'near-miss': { word: 'Near miss', tone: 'fair', icon: '≈' },
  'not-testable': { word: 'Not testable', tone: 'unknown', icon: '?' },
  unknown: { word: 'Unknown', tone: 'unknown', icon: '?' },
  open: { word: 'Open', tone: 'plain', icon: '○' },
  unqualified: { word: 'Unqualified', tone: 'good', icon: '✓' },
  qualified: { word: 'Qualified', tone: 'fair', icon: '!' },
  adverse: { word: 'Adverse', tone: 'bad', icon: '✕' },
  disclaimer: { word: 'Disclaimer', tone: 'bad', icon: '✕' },
  exception: { word: 'Exception', tone: 'bad', icon: '!' },
}

/** @type {Record<string, Mark>} */
const severities = {
  critical: { word: 'Critical', tone: 'bad', icon: '▲' },
  high: { word: 'High', tone: 'bad', icon: '▲' },
  medium: { word: 'Medium', tone: 'fair', icon: '◆' },
  low: { word: 'Low', tone: 'plain', icon: '▽' },
  info: { word: 'Info', tone: 'plain', icon: 'i' },
}

/** @type {Record<string, Mark & {means: string}>} */
const outcomes = {
  accept: { word: 'Accept', tone: 'good', icon: '✓', means: 'No rule speaks against relying on the report.' },
  'accept-with-conditions': {
    word: 'Accept with conditions',
    tone: 'fair',
    icon: '!',
    means: 'Rely on the report once the conditions are met.',
  },
  hold: { word: 'Hold', tone: 'fair', icon: '‖', means: 'Decide nothing yet: something that decides is unknown.' },
  reject: { word: 'Reject', tone: 'bad', icon: '✕', means: 'Do not rely on this report.' },
}

/** @type {Record<string, Mark>} */
const verdicts = {
  open: { word: 'To decide', tone: 'plain', icon: '○' },
  accepted: { word: 'Accepted', tone: 'good', icon: '✓' },
  edited: { word: 'Edited', tone: 'good', icon: '✎' },
  rejected: { word: 'Rejected', tone: 'plain', icon: '✕' },
  'not-applicable': { word: 'Not applicable', tone: 'plain', icon: '–' },
}

/** Where a review stands. @type {Record<string, Mark>} */
const reviewStates = {
  requested: { word: 'Requested', tone: 'plain', icon: '○' },
  collecting: { word: 'Collecting documents', tone: 'plain', icon: '○' },
  reading: { word: 'Being read', tone: 'plain', icon: '○' },
  'in-review': { word: 'In review', tone: 'plain', icon: '◐' },
  'awaiting-approval': { word: 'Awaits approval', tone: 'fair', icon: '◐' },
  approved: { word: 'Approved', tone: 'good', icon: '✓' },
  rejected: { word: 'Rejected', tone: 'bad', icon: '✕' },
  expired: { word: 'Not relied on any more', tone: 'unknown', icon: '–' },
}

/** @type {Record<string, Mark>} */
const followUps = {
  open: { word: 'Open', tone: 'plain', icon: '○' },
  overdue: { word: 'Overdue', tone: 'bad', icon: '!' },
  answered: { word: 'Answered, to be looked at', tone: 'fair', icon: '◐' },
  done: { word: 'Done', tone: 'good', icon: '✓' },
  dropped: { word: 'Dropped', tone: 'plain', icon: '–' },
}

/** @type {Record<string, Mark>} */
const acceptances = {
  requested: { word: 'Asked to live with the risk', tone: 'fair', icon: '?' },
  approved: { word: 'We live with the risk', tone: 'plain', icon: '✓' },
  over: { word: 'The time has run out', tone: 'bad', icon: '!' },
  refused: { word: 'Refused', tone: 'plain', icon: '✕' },
}

/** Code, one, and several of them. @type {[string, string, string][]} */
export const followUpKinds = [
  ['condition', 'Condition of the approval', 'Conditions of the approval'],
  ['question', 'Question to the vendor', 'Questions to the vendor'],
  ['remediation', 'Remediation by the vendor', 'Remediations by the vendor'],
]

/** @type {[string, string][]} */
export const followUpStatuses = ['open', 'answered', 'done', 'dropped'].map((s) => [s, followUps[s]?.word ?? s])

/** Groups of findings in the order in which they are read. @type {[string, string][]} */
export const groups = [
  ['opinion', 'Opinion'],
  ['scope', 'Scope and AI boundary'],
  ['exception', 'Exceptions'],
  ['checklist', 'AI checklist'],
  ['red-flag', 'Red flags'],
  ['user-entity-control', 'Controls that fall on you'],
  ['subservice-organization', 'Subservice organizations'],
  ['reliability', 'Reliability of the report'],
  ['own', 'Added by people'],
]

/** What somebody may set when editing a finding. */
export const editable = {
  statuses: ['described', 'tested', 'partial', 'absent', 'near-miss', 'not-testable', 'unknown', 'open'],
  severities: Object.keys(severities),
}

/** A sentence's first letter, which the server leaves small. @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/** @param {string} text */
const sentence = (text) => capital(text.replace(/[-_]/g, ' ').trim())

/**
 * A code without words of its own is shown as it is and never as good; an empty one is unknown.
 * @param {Record<string, Mark>} table
 * @param {string | null | undefined} code
 * @returns {Mark}
 */
function mark(table, code) {
  const key = (code ?? '').trim().replaceAll(' ', '-')
  if (key === '') return { word: 'Unknown', tone: 'unknown', icon: '?' }
  return (Object.hasOwn(table, key) ? table[key] : undefined) ?? { word: sentence(key), tone: 'plain', icon: '•' }
}

/**
 * A test that found something grave is not shown as good.
 * @param {string | null | undefined} code
 * @param {string} [severity]
 * @returns {Mark}
 */
export function statusMark(code, severity = '') {
  const found = mark(statuses, code)
  return found.tone === 'good' && ['critical', 'high', 'medium'].includes(severity)
    ? { ...found, tone: 'fair', icon: '!' }
    : found
}
/** @param {string | null | undefined} code */
export const severityMark = (code) => mark(severities, code)
/** @param {string | null | undefined} code */
export const verdictMark = (code) => mark(verdicts, code || 'open')
/** @param {string | null | undefined} code */
export const reviewMark = (code) => mark(reviewStates, code)
/** @param {string | null | undefined} code */
export const followUpMark = (code) => mark(followUps, code)
/** @param {string | null | undefined} code */
export const acceptanceMark = (code) => mark(acceptances, code)
/** @param {string | null | undefined} code @returns {Mark & {means: string}} */
export const outcomeMark = (code) => ({ means: '', ...mark(outcomes, code) })

/** @param {string} kind */
export const groupName = (kind) => groups.find(([key]) => key === kind)?.[1] ?? sentence(kind)

/** The roles, with what each is for. @type {[string, string][]} */
export const roles = [
  ['administrator', 'Administrator: people and settings'],
  ['risk-officer', 'Risk officer: decides and signs'],
  ['procurement', 'Procurement: prepares reviews'],
  ['business-owner', 'Business owner: own vendors'],
  ['auditor', 'Auditor: reads, changes nothing'],
]

/**
 * Whether a role may do all that another may; an administrator may hand out any (the server decides).
 * @param {string} role @param {string} other
 */
export function covered(role, other) {
  const below = {
    'risk-officer': ['risk-officer', 'procurement', 'business-owner'],
    procurement: ['procurement', 'business-owner'],
  }
  return role === 'administrator' || role === other || (below[/** @type {keyof below} */ (role)] ?? []).includes(other)
}

/** @param {string} role */
export const roleName = (role) => sentence(role)

/** @param {string | null | undefined} state */
export const stateName = (state) => sentence(state ?? '')

/**
 * What the role may do by the server's table; the server decides, this only spares people buttons that would be refused.
 * @param {string} role
 * @param {'vendor.create' | 'document.upload' | 'finding.decide' | 'finding.add' | 'review.retry' | 'review.move' | 'review.approve' | 'follow-up.answer' | 'people.manage' | 'settings.manage'} action
 */
export function may(role, action) {
  const bring = ['administrator', 'risk-officer', 'procurement']
  const who = {
    'vendor.create': bring,
    'document.upload': [...bring, 'business-owner'],
    'review.retry': bring,
    'finding.decide': ['risk-officer'],
    'finding.add': ['risk-officer', 'procurement'],
    'review.move': ['risk-officer', 'procurement'],
    'review.approve': ['risk-officer'],
    'follow-up.answer': ['risk-officer', 'procurement', 'business-owner'],
    'people.manage': ['administrator'],
    'settings.manage': ['administrator'],
  }
  return who[action].includes(role)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A civil date or instant as "5 Mar 2026"; unknown when there is none.
 * @param {string | null | undefined} iso
 */
export function day(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  return found ? `${Number(found[3])} ${months[Number(found[2]) - 1]} ${found[1]}` : 'unknown'
}

/**
 * An instant in the reader's own time, to the minute; unknown when there is none.
 * @param {string | null | undefined} iso
 */
export function instant(iso) {
  const at = new Date(iso ?? '')
  if (Number.isNaN(at.getTime()) || at.getTime() <= 0) return 'unknown'
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0')
  return `${at.getDate()} ${months[at.getMonth()]} ${at.getFullYear()}, ${two(at.getHours())}:${two(at.getMinutes())}`
}

/**
 * A browser's own lengthy name in short; as it is when it is none that we know.
 * @param {string} agent
 */
export function browserName(agent) {
  const known = /** @type {[RegExp, string][]} */ ([
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Version\/.*Safari\//, 'Safari'],
  ]).find(([sign]) => sign.test(agent))?.[1]
  const system = /** @type {[RegExp, string][]} */ ([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]).find(([sign]) => sign.test(agent))?.[1]
  if (!known) return agent.slice(0, 60) || 'Unknown browser'
  return system ? `${known} on ${system}` : known
}

/**
 * Whole days from one civil date to another.
 * @param {string} from
 * @param {string} to
 */
export const daysBetween = (from, to) =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)

/**
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export const count = (n, one, many = `${one}s`) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`

/** @param {number | undefined} bytes */
export function size(bytes) {
  if (!bytes) return ''
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/**
 * Pages as "3, 7 to 9".
 * @param {number[]} pages
 */
export function ranges(pages) {
  const sorted = [...new Set(pages)].sort((a, b) => a - b)
  /** @type {[number, number][]} */
  const runs = []
  for (const page of sorted) {
    const last = runs.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else runs.push([page, page])
  }
  return runs.map(([a, b]) => (a === b ? `${a}` : b === a + 1 ? `${a}, ${b}` : `${a} to ${b}`)).join(', ')
}
