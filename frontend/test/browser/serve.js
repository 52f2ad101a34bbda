// What the fake server answers with: the page's own files under the policy that the binary sends, JSON, events and refusals.

import { readFileSync } from 'node:fs'

const frontend = new URL('../../', import.meta.url)

/** The policy that the binary sends. */
const policy = readFileSync(new URL('embed.go', frontend), 'utf8')
  .split('const Policy = ')[1]
  ?.split('\n\n')[0]
  ?.replace(/"\s*\+\s*"/g, '')
  .replaceAll('"', '')
  .trim()

/** @typedef {import('node:http').ServerResponse} Response */

/** What goes wrong on purpose. */
export class Refusal extends Error {
  /** @param {number} status @param {string} code @param {string} detail */
  constructor(status, code, detail) {
    super(detail)
    this.status = status
    this.code = code
  }
}

/** @param {any[]} list @param {string} id */
export function one(list, id) {
  const found = list.find((x) => x.id === id)
  if (!found) throw new Refusal(404, 'not-found', 'there is no such thing, or none that you may see')
  return found
}

/** @param {Response} response @param {any} review */
export function event(response, review) {
  response.write(`event: progress\ndata: ${JSON.stringify(review)}\n\n`)
}

/** @param {Response} response @param {number} status @param {any} [body] @param {Record<string, string>} [headers] */
export function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

/** @param {string} path @param {Response} response */
export function page(path, response) {
  const kinds = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }
  const file = path.startsWith('/page/') ? path.slice('/page/'.length) : 'index.html'
  const kind = /** @type {Record<string, string>} */ (kinds)[file.split('.').pop() ?? '']
  if (!kind || file.includes('..')) throw new Refusal(404, 'not-found', 'no such file')
  const headers = {
    'Content-Type': `${kind}; charset=utf-8`,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  }
  response.writeHead(200, /** @type {Record<string, string>} */ (headers))
  response.end(readFileSync(new URL(`page/${file}`, frontend)))
}
