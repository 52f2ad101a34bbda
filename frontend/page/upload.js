// One document's card: its steps while it is read, what it needs, and the way to its review.

import { call, Problem, upload } from './api.js'
import { field, h, replace } from './dom.js'
import { badge, form, trouble } from './parts.js'
import { inShort, isSOC2, needs, outcomeOf, seems, settled, stepOf, steps, whereItStands } from './steps.js'
import { capital, day, may, size } from './words.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Review} Review */

export class Upload {
  /** @type {() => Promise<void>} */
  send = async () => {}
  queue = () => {}
  #steps = h('ol', { class: 'steps', hidden: true })
  #now = h('p', { class: 'now' })
  #bar = h('progress', { hidden: true })
  #note = h('div', {})
  #body = h('div', { class: 'body' })
  #need = '' // what is asked for now: its form must not be made anew under somebody's hands

  /**
   * @param {Context} context
   * @param {string} name
   * @param {{size?: number, uploaded_at?: string}} facts
   * @param {(r: Review) => void} follow  called when a person set it going again
   */
  constructor(context, name, facts, follow) {
    this.context = context
    this.name = name
    this.follow = follow
    const about = [size(facts.size), facts.uploaded_at && `uploaded ${day(facts.uploaded_at)}`]
      .filter(Boolean)
      .join(' · ')
    this.#bar.setAttribute('aria-label', `Progress of ${name}`)
    this.#steps.setAttribute('aria-label', `Steps of ${name}`)
    this.node = h(
      'li',
      { class: 'card doc' },
      h('div', { class: 'title' }, h('h3', {}, name), h('span', { class: 'small' }, about)),
      this.#note,
      this.#steps,
      this.#now,
      this.#bar,
      this.#body,
    )
  }

  /** @param {string} vendor @param {File} file */
  async transfer(vendor, file) {
    this.#track(0, false)
    replace(this.#body)
    this.#say('Sending…')
    try {
      return await upload(vendor, file, (share) => {
        this.#say(`Sending: ${Math.round(share * 100)} %`)
        this.#meter(share, 1)
      })
    } catch (err) {
      if (err instanceof Problem && err.code === 'already-exists')
        this.#say('A file with this content is here already.')
      this.failed(err)
      return undefined
    }
  }

  /** It did not arrive: the file is still at hand. @param {unknown} err */
  failed(err) {
    this.#track(0, true)
    this.#meter(0, 0)
    this.#say('Not stored')
    const again = h('button', { type: 'button', class: 'quiet', onclick: () => this.queue() }, 'Send again')
    replace(this.#body, trouble(err), again)
  }

  /** @param {string} review */
  seenBefore(review) {
    this.#meter(0, 0)
    this.#say('')
    const link = h('a', { href: `/reviews/${encodeURIComponent(review)}` }, 'Open its review')
    replace(
      this.#note,
      h('p', { class: 'note' }, 'This file was uploaded before; it was not stored again. ', link, '.'),
    )
    this.context.say(`${this.name} was uploaded before`)
  }

  /** @param {Review} r */
  show(r) {
    const step = stepOf(r)
    const need = needs(r)
    this.#track(step.done, step.failed)
    this.#say(settled(r) && !step.failed ? '' : step.now)
    const reading = r.analysis === 'reading' && r.progress.pages > 0 && r.progress.stage !== 'judge'
    this.#meter(reading ? r.progress.page : 0, reading ? r.progress.pages : 0)
    this.#steps.hidden = r.analysis === 'ready' || r.analysis === ''
    const asked = need && `${need} ${r.failure?.code} ${r.progress.attempts}`
    if (need && asked === this.#need) return
    this.#need = asked
    if (need) replace(this.#body, this.#ask(r, need))
    else if (r.analysis === 'ready') replace(this.#body, ready(r))
    else replace(this.#body)
  }

  /** @param {Review} r @param {'password' | 'permission' | 'retry'} need */
  #ask(r, need) {
    const path = `/reviews/${encodeURIComponent(r.id)}`
    const why = h(
      'div',
      { class: 'why' },
      h('p', {}, capital(r.failure?.message ?? 'it could not be read')),
      h('p', { class: 'small' }, 'Code: ', h('code', {}, r.failure?.code)),
    )
    const act = async (/** @type {string} */ what, /** @type {object | undefined} */ body) => {
      await call(`${path}/${what}`, { method: 'POST', body: body ?? {} })
      this.#need = ''
      this.follow(await call(path))
    }
    if (need === 'retry') {
      if (!may(this.context.me.role, 'review.retry')) return [why]
      return [
        why,
        form({ action: 'Try again', busy: 'Trying…', quiet: true, label: `Try ${this.name} again` }, [], () =>
          act('retry', undefined),
        ),
      ]
    }
    if (need === 'password') {
      const password = field(
        'Password of this file',
        { type: 'password', required: true, autocomplete: 'off' },
        'The vendor gave it to you with the report.',
      )
      return [
        why,
        form(
          { action: 'Open the file', busy: 'Opening…', class: 'inline', label: `Password of ${this.name}` },
          [password.node],
          () => act('password', { password: password.input.value }),
        ),
      ]
    }
    const reason = field(
      'On what ground?',
      { required: true, maxlength: 1000, autocomplete: 'off' },
      'For example: section 4 of the agreement with the vendor. It is kept in the audit trail with your name.',
    )
    const sure = h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', required: true }),
      'Our terms with the vendor allow this file to be read by a machine.',
    )
    return [
      why,
      form(
        { action: 'Confirm and read', busy: 'Confirming…', label: `Permission to read ${this.name}` },
        [sure, reason.node],
        () => act('permission', { reason: reason.input.value }),
      ),
    ]
  }

  /** @param {string} text */
  #say(text) {
    this.#now.hidden = text === ''
    if (this.#now.textContent !== text) this.#now.textContent = text
  }

  /** @param {number} value @param {number} most */
  #meter(value, most) {
    this.#bar.hidden = most === 0
    if (most === 0) return
    this.#bar.max = most
    this.#bar.value = value
  }

  /** @param {number} done @param {boolean} failed */
  #track(done, failed) {
    this.#steps.hidden = false
    replace(
      this.#steps,
      steps.map((word, i) => {
        const state = i < done ? 'done' : i === done ? (failed ? 'stopped' : 'now') : 'later'
        const hidden = { done: ' (done)', now: ' (now)', stopped: ' (stopped)', later: '' }[state]
        return h(
          'li',
          { class: state, 'aria-current': state === 'now' ? 'step' : undefined },
          word,
          hidden && h('span', { class: 'visually-hidden' }, hidden),
        )
      }),
    )
  }
}

/** @param {Review} r */
function ready(r) {
  const open = h(
    'a',
    { class: 'button', href: `/reviews/${encodeURIComponent(r.id)}` },
    isSOC2(r) ? 'Open the review' : 'See what was read',
  )
  if (!isSOC2(r)) {
    const words = seems(r)
    return [h('p', { class: 'note' }, `${capital(words)}. It is kept, and not judged.`), open]
  }
  return [
    h(
      'p',
      { class: 'outcome' },
      badge(outcomeOf(r), 'recommendation'),
      h('span', {}, inShort(r)),
      h('span', { class: 'small' }, `Review: ${whereItStands(r).toLowerCase()}`),
    ),
    open,
  ]
}
