import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort, isSOC2, needs, seems, settled, spoken, stepOf } from '../../page/steps.js'

/** @param {Partial<import('../../page/types.d.ts').Review>} changes @returns {import('../../page/types.d.ts').Review} */
const review = (changes) => ({
  id: 'r',
  vendor_id: 'v',
  document_id: 'd',
  state: 'reading',
  analysis: 'queued',
  progress: { stage: '', page: 0, pages: 0, attempts: 1 },
  failure: null,
  summary: null,
  version: 1,
  ...changes,
})

/** @param {Partial<import('../../page/types.d.ts').Summary>} changes */
const ready = (changes) =>
  review({
    analysis: 'ready',
    summary: {
      kind: 'SOC 2',
      recommendation: 'hold',
      opinion: '',
      type: '',
      period_end: '',
      ai_coverage: null,
      assurance: null,
      reliability: null,
      pages: 44,
      unread: 3,
      ...changes,
    },
  })

test('each state of the analysis is told by the step that it is in', () => {
  const reading = (/** @type {string} */ stage, page = 3, attempts = 1) =>
    review({ analysis: 'reading', progress: { stage, page, pages: 44, attempts } })
  assert.deepEqual(stepOf(review({})), { done: 1, now: 'Queued: waiting to be read', failed: false })
  assert.deepEqual(stepOf(reading('read')), { done: 2, now: 'Reading page 3 of 44', failed: false })
  assert.deepEqual(stepOf(reading('read', 60)), { done: 2, now: 'Reading page 44 of 44', failed: false })
  assert.deepEqual(stepOf(reading('recognize', 7, 2)), {
    done: 2,
    now: 'Recognizing scanned text: page 7 of 44 (attempt 2)',
    failed: false,
  })
  assert.equal(stepOf(reading('judge')).done, 3)
  assert.equal(stepOf(ready({})).done, 5)
  assert.equal(stepOf(review({ analysis: 'failed' })).failed, true)
})

test('a parked file asks for what its code says', () => {
  const asks = {
    'password-needed': 'password',
    'password-wrong': 'password',
    'permission-needed': 'permission',
    'damaged-file': 'retry',
    '': 'retry',
  }
  for (const [code, need] of Object.entries(asks)) {
    assert.equal(needs(review({ analysis: 'failed', failure: { code, message: '' } })), need)
  }
  assert.equal(needs(review({})), '')
})

test('only what is ready, parked or never begun is not followed', () => {
  assert.equal(settled(review({})), false)
  assert.equal(settled(review({ analysis: 'reading' })), false)
  for (const analysis of /** @type {const} */ (['ready', 'failed', '']))
    assert.equal(settled(review({ analysis })), true)
})

test('a document that is no SOC 2 report says what it seems to be', () => {
  for (const kind of ['SOC 2', 'soc2', 'soc2-report']) assert.equal(isSOC2(ready({ kind })), true, kind)
  for (const kind of ['SOC 1', 'soc3', 'bridge letter', 'other', '']) assert.equal(isSOC2(ready({ kind })), false, kind)
  assert.equal(seems(ready({ kind: 'bridge letter' })), 'this looks like a bridge letter, not a SOC 2 report')
  assert.equal(seems(ready({ kind: 'soc3' })), 'this looks like a SOC 3 report, not a SOC 2 report')
  assert.equal(seems(ready({ kind: 'other' })), 'this does not look like a SOC 2 report')
})

test('a report in short names what is unknown and what is unread', () => {
  assert.equal(inShort(ready({})), 'type unknown · opinion unknown · end of period unknown · 3 pages of 44 unread')
  assert.equal(
    inShort(ready({ type: 'Type 2', opinion: 'qualified', period_end: '2025-12-31', unread: 0 })),
    'Type 2 · opinion qualified · period ended 31 Dec 2025 · 44 pages read',
  )
})

test('screen readers hear a change of step, not every page', () => {
  const at = (/** @type {number} */ page) =>
    spoken(review({ analysis: 'reading', progress: { stage: 'read', page, pages: 44, attempts: 1 } }))
  assert.equal(at(1), at(40))
  assert.equal(spoken(ready({ kind: 'bridge letter' })), 'is read; this looks like a bridge letter, not a SOC 2 report')
})
