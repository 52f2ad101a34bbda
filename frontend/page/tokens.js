// One's own tokens: what lets a program call in one's name.

import { all, call } from './api.js'
import { choice, field, h, newID, replace } from './dom.js'
import { asked, bring, shownOnce } from './once.js'
import { form, press } from './parts.js'
import { covered, day, instant, roleName, roles } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Token} Token */

const spans = /** @type {[string, string][]} */ ([
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'a year'],
])

/** @param {Context} context */
export async function tokenSection(context) {
  const list = h('ul', { class: 'cards' })
  const title = h('h2', { id: 'tokens', tabindex: '-1' }, 'Tokens for programs')
  const load = async () => {
    /** @type {Token[]} */
    const tokens = await all(`/tokens?owner=${encodeURIComponent(context.me.id)}`, context.signal)
    replace(
      list,
      tokens.map((t) => card(t)),
    )
  }
  const card = (/** @type {Token} */ t) =>
    tokenCard(t, async () => {
      context.say(`The token ${t.name} does not work any more`)
      await load()
      title.focus()
    })
  await load()
  const place = h('div', {})
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'tokens' },
    title,
    h('p', { class: 'small' }, 'With a token a program does what you may do, in your name.'),
    creation(context, place, load),
    place,
    list,
  )
}

/** @param {Context} context @param {HTMLElement} place @param {() => Promise<void>} load */
function creation(context, place, load) {
  const name = field('Name', { required: true, maxlength: 200, autocomplete: 'off' }, 'Such as what it is for.')
  const offered = roles.filter(([r]) => covered(context.me.role, r))
  const role = choice('It may do what this role may', offered, context.me.role)
  const span = choice('It ends after', spans, '90')
  const id = newID()
  const reads = h('input', { type: 'checkbox', id, checked: true })
  const only = h('label', { class: 'check', for: id }, reads, h('span', {}, 'It only reads, and changes nothing'))
  return form(
    { action: 'Make a token', busy: 'Making…', quiet: true, label: 'Make a token', class: 'stack fields' },
    [name.node, role.node, span.node, only],
    async () => {
      const ends = new Date(Date.now() + Number(span.select.value) * 86_400_000).toISOString()
      const body = { name: name.input.value, role: role.select.value, read_only: reads.checked, expires_at: ends }
      const made = await call('/tokens', { method: 'POST', body })
      name.input.value = ''
      await load()
      const secret = {
        title: `Token ${made.name}`,
        text: `It works until ${day(made.expires_at)} and is shown only now. Programs send it as: Authorization: Bearer TOKEN`,
        label: 'Token',
        value: made.token,
        say: context.say,
      }
      bring(place, shownOnce(secret))
    },
  )
}

/** @param {Token} t @param {() => Promise<void>} gone */
function tokenCard(t, gone) {
  const end = press({ action: 'End it', about: t.name }, async () => {
    const words = {
      title: `End the token ${t.name}?`,
      text: 'Programs that use it are refused from then on. It cannot be brought back.',
      action: 'End it',
    }
    if (!(await asked(words))) return
    await call(`/tokens/${encodeURIComponent(t.id)}`, { method: 'DELETE' })
    await gone()
  })
  const used = t.last_used ? `last used ${instant(t.last_used)}` : 'never used'
  return h(
    'li',
    { class: 'card line' },
    h(
      'div',
      {},
      h('strong', {}, t.name),
      h(
        'p',
        { class: 'small' },
        `${roleName(t.role)}${t.read_only ? ', reads only' : ''} · ${used} · ${t.expires_at ? `ends ${day(t.expires_at)}` : 'does not end'}`,
      ),
    ),
    end,
  )
}
