import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  count,
  day,
  daysBetween,
  may,
  outcomeMark,
  ranges,
  severityMark,
  statusMark,
  verdictMark,
} from '../../page/words.js'

test('what is unknown, missing or new is never shown as good', () => {
  for (const code of [
    '',
    null,
    undefined,
    ' ',
    'unknown',
    'not-testable',
    'something-new',
    'toString',
    '__proto__',
    'constructor',
  ]) {
    for (const mark of [statusMark(code), severityMark(code), outcomeMark(code), verdictMark(code)]) {
      assert.notEqual(mark.tone, 'good', String(code))
      assert.ok(mark.word.length > 0 && mark.icon.length > 0)
    }
  }
})

test('a tested control with a grave finding is not shown as good', () => {
  assert.equal(statusMark('tested', 'info').tone, 'good')
  for (const severity of ['critical', 'high', 'medium']) assert.equal(statusMark('tested', severity).tone, 'fair')
})

test('a recommendation reads the same from the report and from the summary', () => {
  assert.equal(outcomeMark('accept with conditions').word, 'Accept with conditions')
  assert.equal(outcomeMark('accept-with-conditions').word, 'Accept with conditions')
  assert.equal(outcomeMark('hold').tone, 'fair')
})

test('the table of who may do what is that of package identity', () => {
  const roles = ['administrator', 'risk-officer', 'procurement', 'business-owner', 'auditor']
  const who = (/** @type {Parameters<typeof may>[1]} */ action) => roles.filter((r) => may(r, action))
  assert.deepEqual(who('finding.decide'), ['risk-officer'])
  assert.deepEqual(who('document.upload'), ['administrator', 'risk-officer', 'procurement', 'business-owner'])
  assert.deepEqual(who('vendor.create'), ['administrator', 'risk-officer', 'procurement'])
})

test('dates, spans and pages read as people write them', () => {
  assert.equal(day('2026-03-05'), '5 Mar 2026')
  assert.equal(day('2026-03-05T23:59:59.999999Z'), '5 Mar 2026')
  assert.equal(day(''), 'unknown')
  assert.equal(day(null), 'unknown')
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.equal(daysBetween('2026-03-28', '2026-03-30T10:00:00Z'), 2)
  assert.equal(ranges([9, 3, 7, 8, 12, 11, 3]), '3, 7 to 9, 11, 12')
  assert.equal(ranges([]), '')
  assert.equal(count(1, 'page'), '1 page')
  assert.equal(count(1200, 'page'), '1,200 pages')
})
