// The list of vendors: searched, paged, and one more added.

import { call } from './api.js'
import { field, h, newID, replace } from './dom.js'
import { empty, form, trouble } from './parts.js'
import { day, may, stateName } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Vendor} Vendor */
/** @typedef {import('./types.d.ts').Page<Vendor>} Vendors */

/** @param {Context} context @returns {Promise<import('./types.d.ts').View>} */
export async function vendorsView(context) {
  const results = h('div', { class: 'results' })
  const search = field('Search vendors', { type: 'search', value: context.query.get('q') ?? '', autocomplete: 'off' })
  const first = await load(context, search.input.value, '')
  show(context, results, first, search.input.value)
  wireSearch(context, search.input, results)
  const node = h(
    'div',
    {},
    h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Vendors')),
    h(
      'div',
      { class: 'tools' },
      h('search', {}, search.node),
      may(context.me.role, 'vendor.create') && addForm(context),
    ),
    results,
  )
  return { title: 'Vendors', node }
}

/** @param {Context} context @param {string} words @param {string} cursor @returns {Promise<Vendors>} */
function load(context, words, cursor) {
  const query = new URLSearchParams({ limit: '50', sort: 'name' })
  if (words) query.set('search', words)
  if (cursor) query.set('cursor', cursor)
  return call(`/vendors?${query}`, { signal: context.signal })
}

/** @param {Context} context @param {HTMLInputElement} input @param {HTMLElement} results */
function wireSearch(context, input, results) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer
  let latest = 0
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(async () => {
      latest += 1
      const mine = latest
      const words = input.value.trim()
      try {
        const page = await load(context, words, '')
        if (mine !== latest || context.signal.aborted) return // an older answer came late
        history.replaceState(null, '', words ? `/vendors?q=${encodeURIComponent(words)}` : '/vendors')
        show(context, results, page, words)
        context.say(
          page.items.length === 0 ? 'No vendor found' : `${page.items.length}${page.next ? ' or more' : ''} found`,
        )
      } catch (err) {
        if (!context.signal.aborted) replace(results, trouble(err))
      }
    }, 250)
  })
}

/** @param {Context} context @param {HTMLElement} results @param {Vendors} page @param {string} words */
function show(context, results, page, words) {
  if (page.items.length === 0) {
    const fresh = may(context.me.role, 'vendor.create')
      ? 'Add the vendor whose report you hold; then drop the report on its page.'
      : 'You see the vendors that are yours or your unit’s. An administrator or procurement adds them.'
    replace(
      results,
      words
        ? empty(`No vendor matches “${words}”`, h('p', {}, 'Try fewer letters or another word.'))
        : empty('No vendors yet', h('p', {}, fresh)),
    )
    return
  }
  const body = h('tbody', {}, page.items.map(row))
  const table = h(
    'table',
    {},
    h('caption', { class: 'visually-hidden' }, 'Vendors by name'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ['Vendor', 'Status', 'Last changed'].map((t) => h('th', { scope: 'col' }, t)),
      ),
    ),
    body,
  )
  replace(results, h('div', { class: 'card table' }, table), more(context, body, page.next ?? '', words))
}

/** @param {Vendor} v */
function row(v) {
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('a', { href: `/vendors/${encodeURIComponent(v.id)}` }, v.name),
      v.services && h('p', { class: 'small clip' }, v.services),
    ),
    h('td', {}, stateName(v.lifecycle) || 'unknown'),
    h('td', {}, day(v.updated_at)),
  )
}

/** @param {Context} context @param {HTMLElement} body @param {string} next @param {string} words */
function more(context, body, next, words) {
  if (!next) return undefined
  const button = h('button', { type: 'button', class: 'quiet' }, 'Show more')
  const box = h('div', { class: 'more' }, button)
  button.addEventListener('click', async () => {
    try {
      const page = await load(context, words, next)
      const rows = page.items.map(row)
      body.append(...rows)
      next = page.next ?? ''
      if (!next) box.remove()
      rows[0]?.querySelector('a')?.focus()
    } catch (err) {
      box.append(trouble(err))
    }
  })
  return box
}

/** @param {Context} context */
function addForm(context) {
  const id = newID()
  const name = field('New vendor', { id, name: 'name', required: true, maxlength: 200, autocomplete: 'off' })
  name.node.querySelector('label')?.setAttribute('for', id)
  return form(
    { action: 'Add vendor', busy: 'Adding…', quiet: true, class: 'inline', label: 'Add a vendor' },
    [name.node],
    async () => {
      const made = await call('/vendors', { method: 'POST', body: { name: name.input.value } })
      context.go(`/vendors/${encodeURIComponent(made.id)}`)
    },
  )
}
