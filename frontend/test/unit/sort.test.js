import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { filtered, filterOf, grouped, isDecided, queryOf, standing } from '../../page/sort.js'

/** @type {import('../../page/types.d.ts').Finding[]} */
const findings = JSON.parse(readFileSync(new URL('../fixture/findings.json', import.meta.url), 'utf8'))
const none = { group: '', status: '', decided: '' }

test('groups come in the order of the workspace and lose nothing', () => {
  const strange = { ...findings[0], id: 'x', kind: 'new-kind' }
  const sorted = grouped([/** @type {any} */ (strange), ...findings])
  assert.deepEqual(
    sorted.map(([kind]) => kind),
    [
      'opinion',
      'scope',
      'exception',
      'checklist',
      'red-flag',
      'user-entity-control',
      'subservice-organization',
      'new-kind',
    ],
  )
  assert.equal(
    sorted.reduce((n, [, of]) => n + of.length, 0),
    findings.length + 1,
  )
})

test('a filter keeps what fits all of it', () => {
  assert.equal(filtered(findings, none).length, findings.length)
  const absent = filtered(findings, { ...none, group: 'checklist', status: 'absent' })
  assert.equal(absent.length, findings.filter((f) => f.kind === 'checklist' && f.status === 'absent').length)
  assert.ok(absent.length > 0)
  assert.equal(filtered(findings, { ...none, decided: 'yes' }).length, findings.filter(isDecided).length)
})

test('an edited finding is filtered by what people made of it', () => {
  const f = /** @type {import('../../page/types.d.ts').Finding} */ ({
    ...findings[0],
    status: 'absent',
    severity: 'high',
  })
  f.decision = { verdict: 'edited', reason: 'r', status: 'partial', severity: '', by: '', by_name: '', at: null }
  assert.deepEqual(standing(f), { status: 'partial', severity: 'high' })
  f.decision.verdict = 'rejected'
  assert.equal(standing(f).status, 'absent')
})

test('a filter survives in the address', () => {
  const filter = { group: 'checklist', status: 'near-miss', decided: 'no' }
  assert.deepEqual(filterOf(new URLSearchParams(queryOf(filter))), filter)
  assert.equal(queryOf(none), '')
})
