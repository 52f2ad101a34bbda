// One review: the verdict with its reasons, what stands behind it, and the findings.

import { acceptancePart } from './accept.js'
import { all, call, Problem } from './api.js'
import { h, replace } from './dom.js'
import { factSection } from './facts.js'
import { findingsSection } from './findings.js'
import { followUpSection } from './followups.js'
import { Names } from './names.js'
import { trouble } from './parts.js'
import { signOffSection } from './signoff.js'
import { settled, spoken } from './steps.js'
import { Upload } from './upload.js'
import { scoreSection } from './scores.js'
import { verdictBanner } from './verdict.js'
import { stateName } from './words.js'
import { Watcher } from './watch.js'

/** @typedef {import('./types.d.ts').Context} Context */
/** @typedef {import('./types.d.ts').Doc} Doc */
/** @typedef {import('./types.d.ts').Review} Review */
/** @typedef {import('./types.d.ts').Report} Report */
/** @typedef {import('./types.d.ts').Finding} Finding */

/** @param {Context} context @param {string} id @returns {Promise<import('./types.d.ts').View>} */
export async function reviewView(context, id) {
  const path = `/reviews/${encodeURIComponent(id)}`
  /** @type {Review} */
  const review = await call(path, { signal: context.signal })
  const vendorPath = `/vendors/${encodeURIComponent(review.vendor_id)}`
  const [vendor, documents] = await Promise.all([
    call(vendorPath, { signal: context.signal }),
    /** @type {Promise<import('./types.d.ts').Doc[]>} */ (all(`${vendorPath}/documents`, context.signal)),
  ])
  const doc = documents.find((d) => d.id === review.document_id) ?? { id: review.document_id, name: 'Report' }
  const content = h('div', {})
  const name = vendor.name
  const node = h(
    'div',
    { class: 'review' },
    h(
      'nav',
      { 'aria-label': 'Path', class: 'crumbs' },
      h('a', { href: '/vendors' }, 'Vendors'),
      h('a', { href: vendorPath }, name),
    ),
    h(
      'div',
      { class: 'head' },
      h('h1', { tabindex: '-1' }, name, h('span', { class: 'visually-hidden' }, ': review')),
      h('span', { class: 'badge plain' }, `Review: ${stateName(review.state).toLowerCase()}`),
    ),
    h(
      'p',
      { class: 'file' },
      doc.name,
      review.document_id && [
        ' · ',
        h(
          'a',
          { href: `/api/v1/documents/${encodeURIComponent(doc.id)}/file`, target: '_blank', rel: 'noopener' },
          'Open the PDF',
        ),
      ],
    ),
    content,
  )
  if (review.analysis === 'ready') await fillReady(context, review, documents, content)
  else wait(context, review, doc, documents, content)
  return { title: `Review of ${name}`, node }
}

/** Shows the steps until the report is read, then the review in their place. @param {Context} context @param {Review} review @param {Doc} doc @param {Doc[]} documents @param {HTMLElement} content */
function wait(context, review, doc, documents, content) {
  let said = spoken(review)
  const seen = (/** @type {Review} */ r) => {
    card.show(r)
    if (spoken(r) !== said) context.say(`${doc.name} ${spoken(r)}`)
    said = spoken(r)
    if (r.analysis === 'ready') fillReady(context, r, documents, content).catch((err) => replace(content, trouble(err)))
    else if (!settled(r)) watcher.add(r.id)
  }
  const card = new Upload(context, doc.name, doc, seen)
  const watcher = new Watcher(`/reviews/${encodeURIComponent(review.id)}`, seen, context.signal)
  replace(content, h('ul', { class: 'cards' }, card.node))
  card.show(review)
  if (!settled(review)) watcher.add(review.id)
}

/** @param {Context} context @param {Review} review @param {Doc[]} documents @param {HTMLElement} content */
async function fillReady(context, review, documents, content) {
  const path = `/reviews/${encodeURIComponent(review.id)}`
  const of = `review_id=${encodeURIComponent(review.id)}`
  const [report, findings, followUps, acceptances, moves, names] = await Promise.all([
    call(`${path}/report`, { signal: context.signal }).catch(missing),
    /** @type {Promise<Finding[]>} */ (all(`${path}/findings`, context.signal)),
    /** @type {Promise<import('./types.d.ts').FollowUp[]>} */ (all(`/follow-ups?${of}`, context.signal)),
    /** @type {Promise<import('./types.d.ts').Acceptance[]>} */ (all(`/risk-acceptances?${of}`, context.signal)),
    call(`${path}/moves`, { signal: context.signal }).then((list) => list.items ?? []),
    Names.load(context.signal),
  ])
  replace(
    content,
    verdictBanner(review, /** @type {Report | null} */ (report)),
    await signOffSection({ context, review, findings, followUps, moves }),
    report && factSection(review, report),
    findingsSection(context, review, findings, (f) => acceptancePart(context, f, acceptances, names)),
    followUpSection({ context, review, documents, names }, followUps),
    report?.assessment && scoreSection(report),
  )
}

/** A review without a report's JSON still shows its findings. @param {unknown} err */
function missing(err) {
  if (err instanceof Problem && err.status === 404) return null
  throw err
}
