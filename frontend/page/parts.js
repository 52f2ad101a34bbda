// Small pieces that several views show.

import { Problem } from './api.js'
import { fill, h, replace } from './dom.js'
import { capital } from './words.js'

/** @typedef {import('./types.d.ts').Evidence} Evidence */

/**
 * A mark: colour, sign and word together.
 * @param {{word: string, tone: string, icon: string}} mark
 * @param {string} [before]  for screen readers, such as "severity"
 */
export function badge(mark, before) {
  return h(
    'span',
    { class: `badge ${mark.tone}` },
    before && h('span', { class: 'visually-hidden' }, `${before}: `),
    h('span', { 'aria-hidden': 'true', class: 'icon' }, mark.icon),
    mark.word,
  )
}

/**
 * What went wrong, in the server's words.
 * @param {unknown} err
 */
export function trouble(err) {
  const p =
    err instanceof Problem ? err : new Problem(0, 'page-error', 'Something went wrong on this page; load it again.')
  if (!(err instanceof Problem)) console.error(err)
  return h(
    'div',
    { class: 'trouble', role: 'alert' },
    h('p', {}, h('strong', {}, capital(p.message))),
    p.errors.length > 0 &&
      h(
        'ul',
        {},
        p.errors.map((e) => h('li', {}, e)),
      ),
    (p.code || p.request) &&
      h(
        'p',
        { class: 'small' },
        p.code && ['Code: ', h('code', {}, p.code)],
        p.request && [' · Request: ', h('code', {}, p.request)],
      ),
  )
}

/**
 * Runs what a button asks for: it waits for the answer, a second press changes nothing, and what went wrong is shown.
 * @param {HTMLButtonElement} button @param {{action: string, busy?: string, about?: string}} words @param {Element} problem @param {() => Promise<void>} run
 */
async function pressed(button, words, problem, run) {
  if (button.getAttribute('aria-disabled') === 'true') return
  button.setAttribute('aria-disabled', 'true')
  replace(button, words.busy ?? words.action)
  replace(problem)
  try {
    await run()
  } catch (err) {
    replace(problem, trouble(err))
  } finally {
    button.removeAttribute('aria-disabled')
    replace(button, ...named(words))
  }
}

/** @param {{action: string, about?: string}} words @returns {import('./types.d.ts').Child[]} */
const named = (words) => [
  words.action,
  words.about && h('span', { class: 'visually-hidden' }, ` ${words.about}`), // which of several like it
]

/**
 * A form that shows what went wrong and keeps what was typed.
 * @param {{action: string, busy?: string, quiet?: boolean, class?: string, label?: string, about?: string}} words
 * @param {Node[]} fields
 * @param {() => Promise<void>} submit
 */
export function form(words, fields, submit) {
  const button = h('button', { type: 'submit', class: words.quiet ? 'quiet' : 'primary' }, ...named(words))
  const problem = h('div', { class: 'problem' })
  const node = h(
    'form',
    { class: words.class ?? 'stack', 'aria-label': words.label, novalidate: false },
    fields,
    button,
    problem,
  )
  node.addEventListener('submit', (event) => {
    event.preventDefault()
    void pressed(button, words, problem, submit)
  })
  return node
}

/**
 * A button by itself, with room for what went wrong.
 * @param {{action: string, busy?: string, about?: string, primary?: boolean}} words  about: what it is for, to tell it from others like it
 * @param {() => Promise<void>} run
 */
export function press(words, run) {
  const button = h('button', { type: 'button', class: words.primary ? 'primary' : 'quiet' }, ...named(words))
  const problem = h('div', { class: 'problem' })
  button.addEventListener('click', () => void pressed(button, words, problem, run))
  return h('div', { class: 'act' }, button, problem)
}

/**
 * A link into the PDF.
 * @param {string} document
 * @param {number} page
 */
export function pageLink(document, page) {
  if (!document) return h('span', {}, `page ${page}`)
  return h(
    'a',
    {
      class: 'page',
      href: `/api/v1/documents/${encodeURIComponent(document)}/file#page=${page}`,
      target: '_blank',
      rel: 'noopener',
    },
    `Page ${page}`,
    h('span', { class: 'visually-hidden' }, ' of the report, opens the PDF in a new tab'),
  )
}

/**
 * Quotes with their pages.
 * @param {string} document
 * @param {{page: number, text: string}[]} quotes
 */
export function quoteList(document, quotes) {
  return h(
    'ol',
    { class: 'quotes' },
    quotes.map((q) => h('li', {}, h('blockquote', {}, q.text), pageLink(document, q.page))),
  )
}

/** @param {Evidence[]} evidence */
export const asQuotes = (evidence) => evidence.map((e) => ({ page: e.page, text: e.quote }))

/**
 * @param {string} title
 * @param {...import('./types.d.ts').Child} text
 */
export function empty(title, ...text) {
  const node = h('div', { class: 'empty' }, h('h2', {}, title))
  fill(node, ...text)
  return node
}
