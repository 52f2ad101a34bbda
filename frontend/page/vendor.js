// One vendor: drop reports, watch each being read, open what is ready.

import { all, call } from './api.js'
import { h } from './dom.js'
import { dropZone } from './drop.js'
import { empty } from './parts.js'
import { settled, spoken } from './steps.js'
import { Upload } from './upload.js'
import { may, stateName } from './words.js'
import { Watcher } from './watch.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Doc} Doc */
/** @typedef {import('./types.d.ts').Review} Review */

const atOnce = 2 // files under way to the server at the same time

/** @param {Context} context @param {string} id @returns {Promise<import('./types.d.ts').View>} */
export async function vendorView(context, id) {
  const path = `/vendors/${encodeURIComponent(id)}`
  const list = `/reviews?vendor_id=${encodeURIComponent(id)}`
  const [vendor, documents, reviews] = await Promise.all([
    call(path, { signal: context.signal }),
    /** @type {Promise<Doc[]>} */ (all(`${path}/documents`, context.signal)),
    /** @type {Promise<Review[]>} */ (all(list, context.signal)),
  ])
  const desk = new Desk(context, id, list)
  desk.place(documents, reviews)
  const upload = may(context.me.role, 'document.upload')
  const node = h(
    'div',
    {},
    h('nav', { 'aria-label': 'Path', class: 'crumbs' }, h('a', { href: '/vendors' }, 'Vendors')),
    h(
      'div',
      { class: 'head' },
      h('h1', { tabindex: '-1' }, vendor.name),
      vendor.lifecycle && h('span', { class: 'badge plain' }, stateName(vendor.lifecycle)),
    ),
    vendor.services && h('p', { class: 'lead' }, vendor.services),
    upload && dropZone((files) => desk.send(files), context.say),
    h(
      'section',
      { 'aria-labelledby': 'documents' },
      h('h2', { id: 'documents' }, 'Reports and documents'),
      desk.list,
      desk.none(upload),
    ),
  )
  return { title: vendor.name, node }
}

/** The documents on the page, and what is under way. */
class Desk {
  list = h('ul', { class: 'cards' })
  /** @type {Map<string, Upload>} by review */
  #cards = new Map()
  /** @type {Upload[]} */
  #waiting = []
  #sending = 0
  /** @type {Map<string, string>} what was last said of a review */
  #said = new Map()
  #empty = h('div', {})

  /** @param {Context} context @param {string} vendor @param {string} list */
  constructor(context, vendor, list) {
    this.context = context
    this.vendor = vendor
    this.watcher = new Watcher(list, (r) => this.#seen(r), context.signal)
  }

  /** @param {boolean} upload */
  none(upload) {
    this.#empty = empty(
      'No reports yet',
      h(
        'p',
        {},
        upload
          ? 'Drop the vendor’s SOC 2 report above. You can leave the page while it is read.'
          : 'Whoever may upload for this vendor has not done so yet.',
      ),
    )
    this.#empty.hidden = this.list.childElementCount > 0
    return this.#empty
  }

  /** @param {Doc[]} documents @param {Review[]} reviews */
  place(documents, reviews) {
    const newest = [...documents].sort((a, b) => (b.uploaded_at ?? '').localeCompare(a.uploaded_at ?? ''))
    for (const doc of newest) {
      const review =
        reviews.findLast((r) => r.document_id === doc.id && !settled(r)) ??
        reviews.find((r) => r.document_id === doc.id)
      const card = new Upload(this.context, doc.name, doc, (r) => this.#follow(r))
      this.list.append(card.node)
      if (!review) continue
      this.#cards.set(review.id, card)
      this.#said.set(review.id, spoken(review))
      card.show(review)
      if (!settled(review)) this.watcher.add(review.id)
    }
  }

  /** @param {File[]} files */
  send(files) {
    for (const file of files) {
      const card = new Upload(this.context, file.name, { size: file.size }, (r) => this.#follow(r))
      card.send = async () => {
        const made = await card.transfer(this.vendor, file)
        if (!made) return
        const known = this.#cards.get(made.review_id)
        if (known && known !== card) return card.seenBefore(made.review_id)
        this.#cards.set(made.review_id, card)
        if (made.duplicate) card.seenBefore(made.review_id)
        this.#seen(await call(`/reviews/${encodeURIComponent(made.review_id)}`, { signal: this.context.signal }))
        this.watcher.add(made.review_id)
      }
      card.queue = () => this.#enqueue(card)
      this.list.prepend(card.node)
      this.#enqueue(card)
    }
    this.#empty.hidden = true
    this.context.say(files.length === 1 ? `${files[0]?.name} is being sent` : `${files.length} files are being sent`)
  }

  /** @param {Upload} card */
  #enqueue(card) {
    this.#waiting.push(card)
    void this.#next()
  }

  async #next() {
    if (this.#sending >= atOnce) return
    const card = this.#waiting.shift()
    if (!card) return
    this.#sending += 1
    try {
      await card.send()
    } catch (err) {
      if (!this.context.signal.aborted) card.failed(err)
    } finally {
      this.#sending -= 1
      void this.#next()
    }
  }

  /** A person unlocked or retried it. @param {Review} r */
  #follow(r) {
    this.#seen(r)
    if (!settled(r)) this.watcher.add(r.id)
  }

  /** @param {Review} r */
  #seen(r) {
    const card = this.#cards.get(r.id)
    if (!card) return
    card.show(r)
    const words = spoken(r)
    if (this.#said.get(r.id) === words) return
    this.#said.set(r.id, words)
    this.context.say(`${card.name} ${words}`)
  }
}
