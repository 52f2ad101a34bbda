import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  acceptanceMark,
  browserName,
  count,
  covered,
  day,
  daysBetween,
  followUpMark,
  instant,
  may,
  outcomeMark,
  ranges,
  reviewMark,
  roles as known,
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
    const marks = [statusMark, severityMark, outcomeMark, verdictMark, reviewMark, followUpMark, acceptanceMark]
    for (const mark of marks.map((of) => of(code))) {
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
  assert.deepEqual(who('review.move'), ['risk-officer', 'procurement'])
  assert.deepEqual(who('review.approve'), ['risk-officer'])
  assert.deepEqual(who('finding.add'), ['risk-officer', 'procurement'])
  assert.deepEqual(who('follow-up.answer'), ['risk-officer', 'procurement', 'business-owner'])
  assert.deepEqual(who('people.manage'), ['administrator'])
  assert.deepEqual(who('settings.manage'), ['administrator'])
  assert.deepEqual(
    known.map(([role]) => role),
    roles,
  )
})

test('a token is offered no role that could do more than its owner', () => {
  const below = (/** @type {string} */ role) => known.map(([r]) => r).filter((r) => covered(role, r))
  assert.equal(below('administrator').length, 5)
  assert.deepEqual(below('risk-officer'), ['risk-officer', 'procurement', 'business-owner'])
  assert.deepEqual(below('procurement'), ['procurement', 'business-owner'])
  assert.deepEqual(below('business-owner'), ['business-owner'])
  assert.deepEqual(below('auditor'), ['auditor'])
  assert.deepEqual(below('made-up'), [])
})

test('an instant that is not known is not made up, and browsers are told in short', () => {
  for (const none of ['', null, undefined, 'soon', '0001-01-01T00:00:00Z']) assert.equal(instant(none), 'unknown')
  assert.match(instant('2026-03-05T12:00:00Z'), /^[45678] Mar 2026, \d\d:\d\d$/)
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
  assert.equal(browserName(chrome), 'Chrome on Linux')
  assert.equal(browserName(`${chrome} Edg/140.0`), 'Edge on Linux')
  assert.equal(
    browserName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1'),
    'Safari on iOS',
  )
  assert.equal(browserName('curl/8.14'), 'curl/8.14')
  assert.equal(browserName(''), 'Unknown browser')
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
