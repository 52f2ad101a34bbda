// How far an upload is, as the five steps that people see. Pure: a review in, words out.

import { count, day, outcomeMark, stateName } from './words.js'

/** @typedef {import('./types.d.ts').Review} Review */

export const steps = ['Stored', 'Queued', 'Reading', 'Checked', 'Ready']

const waits = {
  '': '',
  password: 'Waits for its password',
  permission: 'Waits for your confirmation',
  retry: 'Could not be read',
}

/** @param {Review} r */
export const settled = (r) => r.analysis === 'ready' || r.analysis === 'failed' || r.analysis === ''

/**
 * How many steps are done, and what is going on.
 * @param {Review} r
 * @returns {{done: number, now: string, failed: boolean}}
 */
export function stepOf(r) {
  const p = r.progress ?? { stage: '', page: 0, pages: 0, attempts: 0 }
  const again = p.attempts > 1 ? ` (attempt ${p.attempts})` : ''
  const page = p.pages > 0 ? ` page ${Math.min(p.page, p.pages)} of ${p.pages}` : ' the file'
  switch (r.analysis) {
    case 'queued':
      return { done: 1, now: `Queued: waiting to be read${again}`, failed: false }
    case 'reading':
      if (p.stage === 'judge')
        return { done: 3, now: `Checking what was read against the checklist${again}`, failed: false }
      if (p.stage === 'recognize') return { done: 2, now: `Recognizing scanned text:${page}${again}`, failed: false }
      return { done: 2, now: `Reading${page}${again}`, failed: false }
    case 'ready':
      return { done: 5, now: 'Ready', failed: false }
    case 'failed':
      return { done: 2, now: waits[needs(r)], failed: true }
  }
  return { done: 1, now: 'Stored', failed: false }
}

/**
 * What a screen reader is told: changes of step, not every page.
 * @param {Review} r
 */
export function spoken(r) {
  if (r.analysis === 'failed') return needs(r) === 'retry' ? 'could not be read' : 'needs something from you'
  if (r.analysis === 'ready') return isSOC2(r) ? 'is ready' : `is read; ${seems(r)}`
  const names = ['stored', 'queued', 'is being read', 'is being checked', 'is ready']
  return names[stepOf(r).done] ?? 'stored'
}

/**
 * What a parked file needs of a person.
 * @param {Review} r
 * @returns {'' | 'password' | 'permission' | 'retry'}
 */
export function needs(r) {
  if (r.analysis !== 'failed') return ''
  const code = r.failure?.code ?? ''
  if (code === 'password-needed' || code === 'password-wrong') return 'password'
  if (code === 'permission-needed') return 'permission'
  return 'retry'
}

/** @param {Review} r */
export function isSOC2(r) {
  const kind = (r.summary?.kind ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  return kind === 'soc2' || kind === 'soc2report'
}

/**
 * What a document that is no SOC 2 report looks like.
 * @param {Review} r
 */
export function seems(r) {
  const kind = r.summary?.kind ?? ''
  if (kind === '' || kind === 'other') return 'this does not look like a SOC 2 report'
  const name = /^soc\s?\d$/i.test(kind) ? kind.toUpperCase().replace(/^SOC(\d)/, 'SOC $1') + ' report' : kind
  return `this looks like a ${name.replaceAll('-', ' ')}, not a SOC 2 report`
}

/**
 * A ready report in a line.
 * @param {Review} r
 */
export function inShort(r) {
  const s = r.summary
  if (!s) return ''
  const parts = [
    s.type ? `Type ${s.type.replace(/^type\s*/i, '')}` : 'type unknown',
    s.opinion ? `opinion ${s.opinion}` : 'opinion unknown',
    s.period_end ? `period ended ${day(s.period_end)}` : 'end of period unknown',
    s.unread > 0 ? `${count(s.unread, 'page')} of ${s.pages} unread` : `${count(s.pages, 'page')} read`,
  ]
  return parts.join(' · ')
}

/** @param {Review} r */
export const outcomeOf = (r) => outcomeMark(r.summary?.recommendation)

/** @param {Review} r */
export const whereItStands = (r) => stateName(r.state)
