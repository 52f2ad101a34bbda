// What becomes of a file in the fake server, by its name and by what people gave.

const ready = {
  kind: 'SOC 2',
  recommendation: 'accept with conditions',
  opinion: 'unqualified',
  type: '2',
  period_end: '2025-12-31',
  ai_coverage: 54.9,
  assurance: 0,
  reliability: 100,
  pages: 44,
  unread: 0,
}

/** @param {string} code @param {string} message @param {number} attempts */
const parked = (code, message, attempts) => ({
  analysis: 'failed',
  failure: { code, message },
  progress: { stage: '', page: 0, pages: 0, attempts },
})

/**
 * The changes of a review while its file is read.
 * @param {string} name
 * @param {{password?: string, reason?: string} | undefined} given
 * @param {number} attempts
 * @returns {Generator<any>}
 */
export function* readingOf(name, given, attempts) {
  const at = (/** @type {string} */ stage, /** @type {number} */ page) => ({
    analysis: 'reading',
    progress: { stage, page, pages: 44, attempts },
  })
  yield { analysis: 'queued' }
  if (name.includes('user') && given?.password === undefined)
    return yield parked('password-needed', 'this file is locked; give its password', attempts)
  if (name.includes('user') && given?.password !== 'open-it')
    return yield parked('password-wrong', 'this password does not open the file', attempts)
  if (name.includes('copy') && !given?.reason)
    return yield parked(
      'permission-needed',
      'this file switches copying off; confirm that your terms allow it to be read',
      attempts,
    )
  if (name.includes('damaged') && attempts < 2)
    return yield parked('damaged-file', 'no reader can open this file; ask the vendor for another copy', attempts)
  for (let page = 1; page <= 44; page += 1) yield at('read', page)
  yield at('judge', 44)
  yield {
    analysis: 'ready',
    state: 'in-review',
    summary: name.includes('bridge')
      ? { ...ready, kind: 'bridge letter', recommendation: '', opinion: '', type: '', period_end: '' }
      : ready,
  }
}
