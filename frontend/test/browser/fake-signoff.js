// The part of the fake server that moves reviews, and keeps what is to be done and which risks people live with.

import { randomUUID } from 'node:crypto'
import { one, Refusal, send } from './serve.js'

/** @typedef {import('./fake-people.js').Asked} Asked */

const now = '2026-11-25T11:30:00Z'

/** @type {Record<string, [string, string, string[]]>} the state that it leads to, from where, and which roles */
const moves = {
  submit: ['awaiting-approval', 'in-review', ['risk-officer', 'procurement']],
  'send-back': ['in-review', 'awaiting-approval', ['risk-officer', 'procurement']],
  approve: ['approved', 'awaiting-approval', ['risk-officer']],
  reject: ['rejected', 'awaiting-approval', ['risk-officer']],
}

/** @param {any} thing @param {string} version */
function held(thing, version) {
  if (version !== `"${thing.version}"`)
    throw new Refusal(412, 'changed-meanwhile', 'somebody else changed this; load it again')
  return thing
}

/** @param {Asked} asked @param {any} me */
export function signOffRoute({ fake, key, id, version, in_, response, query }, me) {
  const step = /^POST \/reviews\/:id\/(submit|send-back|approve|reject)$/.exec(key)?.[1]
  if (step) {
    move(fake, one(fake.reviews, id), step, version, in_.reason ?? '', me)
    send(response, 200, one(fake.reviews, id))
    return true
  }
  switch (key) {
    case 'POST /reviews/:id/reopen': {
      const before = held(one(fake.reviews, id), version)
      const after = { ...before, id: randomUUID(), edition: (before.edition ?? 1) + 1, follows: before.id, version: 1 }
      Object.assign(after, { state: 'in-review', prepared_by: '', prepared_at: null })
      fake.reviews.push(after)
      for (const f of fake.findings.filter((x) => x.review_id === id))
        fake.findings.push({ ...f, id: randomUUID(), review_id: after.id })
      fake.moves.push(moved(after.id, before.state, after.state, in_.reason, me))
      send(response, 201, after)
      return true
    }
    case 'GET /reviews/:id/moves':
      send(response, 200, { items: fake.moves.filter((m) => m.review_id === id) })
      return true
    case 'GET /follow-ups':
      send(response, 200, { items: fake.followUps.filter((f) => f.review_id === query.get('review_id')), next: '' })
      return true
    case 'POST /reviews/:id/follow-ups':
      fake.followUps.push(followUp(id, in_))
      send(response, 201, fake.followUps.at(-1))
      return true
    case 'PUT /follow-ups/:id': {
      const f = held(one(fake.followUps, id), version)
      if (in_.status === 'answered' && !in_.answer)
        throw new Refusal(422, 'invalid-input', 'answer: what is answered needs an answer that says how or why')
      Object.assign(f, in_, { version: f.version + 1 })
      send(response, 200, f)
      return true
    }
    case 'GET /risk-acceptances':
      send(response, 200, { items: fake.acceptances.filter((a) => a.review_id === query.get('review_id')), next: '' })
      return true
    case 'POST /findings/:id/risk-acceptances':
      fake.acceptances.push({
        id: randomUUID(),
        review_id: one(fake.findings, id).review_id,
        finding_id: id,
        ...in_,
        status: 'requested',
        requested_by: me.id,
        decided_by: '',
        decided_at: null,
        note: '',
        version: 1,
      })
      send(response, 201, fake.acceptances.at(-1))
      return true
    case 'POST /risk-acceptances/:id/approve':
    case 'POST /risk-acceptances/:id/refuse': {
      const a = held(one(fake.acceptances, id), version)
      if (a.requested_by === me.id)
        throw new Refusal(409, 'illegal-move', 'you asked for this: somebody else must approve or refuse it')
      const status = key.endsWith('approve') ? 'approved' : 'refused'
      Object.assign(a, { status, decided_by: me.id, decided_at: now, note: in_.note, version: a.version + 1 })
      send(response, 200, a)
      return true
    }
  }
  return false
}

/** @param {import('./fake.js').Fake} fake @param {any} review @param {string} step @param {string} version @param {string} reason @param {any} me */
function move(fake, review, step, version, reason, me) {
  const [to, from, roles] = moves[step] ?? ['', '', []]
  if (!roles.includes(me.role)) throw new Refusal(403, 'not-allowed', `the role ${me.role} may not do this`)
  held(review, version)
  if (review.state !== from)
    throw new Refusal(409, 'illegal-move', `a review that is ${review.state} cannot become ${to}`)
  if (step === 'submit') {
    const open = fake.findings.filter(
      (f) => f.review_id === review.id && ['high', 'critical'].includes(f.severity) && f.decision.verdict === 'open',
    )
    if (open.length > 0)
      throw new Refusal(
        409,
        'illegal-move',
        `nobody has decided over findings of high or critical severity, ${open.length} of them: ${open[0].title}`,
      )
    Object.assign(review, { prepared_by: me.id, prepared_at: now })
  }
  if (['approve', 'reject'].includes(step) && review.prepared_by === me.id)
    throw new Refusal(409, 'illegal-move', 'you prepared this review: somebody else must approve or reject it')
  if (step !== 'approve' && step !== 'submit' && reason.length < 3)
    throw new Refusal(422, 'invalid-input', 'reason: say why')
  fake.moves.push(moved(review.id, review.state, to, reason, me))
  Object.assign(review, { state: to, version: review.version + 1 })
}

/** @param {string} review @param {string} from @param {string} to @param {string} reason @param {any} me */
const moved = (review, from, to, reason, me) => ({
  id: randomUUID(),
  review_id: review,
  from,
  to,
  reason,
  by: me.id,
  by_name: me.name,
  at: now,
})

/** @param {string} review @param {any} in_ */
export const followUp = (review, in_) => ({
  id: randomUUID(),
  review_id: review,
  finding_id: '',
  why: '',
  owner: '',
  due: '',
  status: 'open',
  answer: '',
  document_id: '',
  version: 1,
  ...in_,
})
