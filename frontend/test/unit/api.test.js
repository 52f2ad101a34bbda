import assert from 'node:assert/strict'
import { test } from 'node:test'
import { disposition, problemOf } from '../../page/api.js'

test('a file name of any letters travels in the header and cannot break out of it', () => {
  for (const name of [
    'SOC 2 (final).pdf',
    'Bericht für Müller & Söhne.pdf',
    '報告書 2025.pdf',
    `a"; filename=b\r\nX: y'*.pdf`,
  ]) {
    const header = disposition(name)
    assert.match(header, /^attachment; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/)
    assert.equal(decodeURIComponent(header.split("''")[1] ?? ''), name)
  }
})

test('a problem keeps the words and the code of the server', () => {
  const errors = [{ location: 'body.name', message: 'expected length >= 1' }]
  const p = problemOf(
    422,
    JSON.stringify({
      title: 'Unprocessable',
      detail: 'validation failed',
      code: 'invalid-input',
      errors,
      request: 'q1',
    }),
  )
  assert.deepEqual(
    [p.status, p.code, p.message, p.errors, p.request],
    [422, 'invalid-input', 'validation failed', ['name: expected length >= 1'], 'q1'],
  )
})

test('an answer that is no problem document still says something', () => {
  assert.match(problemOf(502, '<html>Bad gateway').message, /502/)
  assert.match(problemOf(500, '').message, /500/)
  assert.equal(problemOf(500, '{"title":"Internal"}').message, 'Internal')
})
