// The part of the fake server that knows people, links, sessions, tokens and the settings.

import { randomUUID } from 'node:crypto'
import { one, Refusal, send } from './serve.js'

/** @typedef {import('node:http').ServerResponse} Response */
/** @typedef {{fake: import('./fake.js').Fake, key: string, id: string, version: string, in_: any, response: Response, session: string, query: URLSearchParams}} Asked */

const later = '2026-12-02T10:00:00Z'
const now = '2026-11-25T10:00:00Z'
const dead = () => new Refusal(404, 'not-found', 'this link was used, has ended or was replaced; ask for another')

export const secret = 'first-start'

/** The one code that the fake's second factor takes. */
export const rightCode = '424242'

/** @param {string} password */
function acceptable(password) {
  if (password.length < 12) throw new Refusal(422, 'invalid-input', 'password: at least 12 characters')
}

/** @param {any} me @param {string} password */
function proven(me, password) {
  if (me.password !== password) throw new Refusal(403, 'not-allowed', 'this is not your password')
}

/** Routes for people who are not signed in; false when it is none of them. @param {Asked} asked */
export function openRoute({ fake, key, in_, response }) {
  switch (key) {
    case 'POST /setup':
      return setUp(fake, in_, response)
    case 'POST /session':
      return signIn(fake, in_, response)
    case 'POST /invitations/accept': {
      const link = fake.invitations.find((i) => i.secret === in_.secret)
      if (!link) throw dead()
      acceptable(in_.password)
      fake.invitations = fake.invitations.filter((i) => i !== link)
      const { email, role } = link
      const person = { id: randomUUID(), name: in_.name, email, role, unit: '', password: in_.password, version: 1 }
      fake.people.push(person)
      send(response, 201, { ...person, password: undefined })
      return true
    }
    case 'POST /password-reset': {
      const person = fake.people.find((p) => in_.secret && fake.resets.get(in_.secret) === p.id)
      if (!person) throw dead()
      acceptable(in_.password)
      fake.resets.delete(in_.secret)
      person.password = in_.password
      for (const [secret, owner] of fake.sessions) if (owner === person.id) fake.sessions.delete(secret)
      response.writeHead(204).end()
      return true
    }
  }
  return false
}

/** @param {import('./fake.js').Fake} fake @param {any} in_ @param {Response} response */
function setUp(fake, in_, response) {
  if (fake.setUp || in_.secret !== secret)
    throw new Refusal(404, 'not-found', 'this link is unknown, used or too old; restart the server for another')
  acceptable(in_.password)
  fake.setUp = true
  const { name, email, password } = in_
  const person = { id: randomUUID(), name, email, role: 'administrator', unit: '', password }
  fake.people.push(person)
  fake.open(person, response, 201)
  return true
}

/** @param {import('./fake.js').Fake} fake @param {any} in_ @param {Response} response */
function signIn(fake, in_, response) {
  const person = fake.people.find((p) => p.email === in_.email && p.password === in_.password)
  if (!person) throw new Refusal(401, 'not-signed-in', 'this address and this password do not go together')
  if (person.code && !in_.code) throw new Refusal(401, 'code-needed', 'give the code of your authenticator app')
  if (person.code && person.code !== in_.code)
    throw new Refusal(401, 'not-signed-in', 'the code is not the one of this moment')
  fake.open(person, response, 200)
  return true
}

/** Routes about oneself. @param {Asked} asked @param {any} me */
export function ownRoute({ fake, key, id, in_, response, session }, me) {
  switch (key) {
    case 'POST /me/password':
      proven(me, in_.old)
      acceptable(in_.password)
      me.password = in_.password
      for (const [secret, owner] of fake.sessions)
        if (owner === me.id && secret !== session) fake.sessions.delete(secret)
      return done(response)
    case 'POST /me/totp':
      proven(me, in_.password)
      return told(response, 201, {
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        url: 'otpauth://totp/Countersign:rhea@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Countersign',
        image:
          'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
      })
    case 'POST /me/totp/confirm':
      if (in_.code !== rightCode) throw new Refusal(422, 'invalid-input', 'code: this is not the code of this moment')
      me.code = rightCode
      return told(response, 200, { recovery_codes: [...Array(10).keys()].map((n) => `abcd-efgh-ijkl-mno${n}`) })
    case 'DELETE /me/totp':
      proven(me, in_.password)
      delete me.code
      return done(response)
    case 'GET /sessions': {
      const own = [...fake.sessions].filter(([, owner]) => owner === me.id)
      const items = own.map(([secret]) => ({
        id: secret,
        agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
        address: '192.0.2.7',
        created_at: now,
        last_used: now,
        expires_at: later,
        current: secret === session,
      }))
      return told(response, 200, { items })
    }
    case 'DELETE /sessions/:id':
      fake.sessions.delete(id)
      return done(response)
    case 'DELETE /sessions': {
      const others = [...fake.sessions].filter(([secret, owner]) => owner === me.id && secret !== session)
      for (const [secret] of others) fake.sessions.delete(secret)
      return told(response, 200, { ended: others.length })
    }
    case 'GET /tokens':
      return told(response, 200, { items: fake.tokens.filter((t) => t.owner === me.id), next: '' })
    case 'POST /tokens': {
      const t = {
        id: randomUUID(),
        owner: me.id,
        read_only: false,
        last_used: null,
        created_at: now,
        expires_at: later,
      }
      fake.tokens.push({ ...t, ...in_ })
      return told(response, 201, { ...t, ...in_, token: 'cs_0123456789abcdef0123456789abcdef' })
    }
    case 'DELETE /tokens/:id':
      fake.tokens = fake.tokens.filter((t) => t.id !== id)
      return done(response)
    case 'GET /people/names': {
      const items = fake.people.map((p) => ({ id: p.id, name: p.name, role: p.role, disabled: false }))
      return told(response, 200, { items, next: '' })
    }
    case 'GET /units':
      return told(response, 200, { items: [{ name: 'Payments', created_at: now }] })
  }
  return false
}

/** Routes for administrators. @param {Asked} asked @param {any} me */
export function adminRoute(asked, me) {
  const { fake, key, id, version, in_, response } = asked
  if (!/ \/(people|invitations|settings)/.test(key)) return false
  if (key !== 'GET /settings/reading-permission' && me.role !== 'administrator')
    throw new Refusal(403, 'not-allowed', `the role ${me.role} may not do this`)
  const shown = (/** @type {any} */ p) => ({ disabled: false, version: 1, ...p, password: undefined, code: undefined })
  switch (key) {
    case 'GET /people':
      return told(response, 200, { items: fake.people.map(shown), next: '' })
    case 'PUT /people/:id': {
      const person = one(fake.people, id)
      if (version !== `"${person.version ?? 1}"`)
        throw new Refusal(412, 'changed-meanwhile', 'somebody changed this person after you read it; load it again')
      Object.assign(person, in_, { version: (person.version ?? 1) + 1 })
      return told(response, 200, shown(person))
    }
    case 'POST /people/:id/password-reset': {
      const secret = randomUUID()
      fake.resets.set(secret, id)
      return told(response, 201, { secret, expires_at: later })
    }
    case 'DELETE /people/:id/totp': {
      const person = one(fake.people, id)
      if (!person.code) throw new Refusal(409, 'illegal-move', 'no second factor is set up')
      delete person.code
      return done(response)
    }
    case 'GET /invitations':
      return told(response, 200, { items: fake.invitations.map((i) => ({ ...i, secret: undefined })) })
    case 'POST /invitations': {
      if (fake.people.some((p) => p.email === in_.email))
        throw new Refusal(409, 'already-exists', 'there is a person with this address already')
      const link = { id: randomUUID(), ...in_, created_at: now, expires_at: later, secret: randomUUID() }
      fake.invitations.push(link)
      return told(response, 201, link)
    }
    case 'DELETE /invitations/:id':
      fake.invitations = fake.invitations.filter((i) => i.id !== id)
      return done(response)
    case 'GET /settings/reading-permission':
      return told(response, 200, fake.permission, { ETag: `"${fake.permissionVersion}"` })
    case 'PUT /settings/reading-permission':
      if (version !== `"${fake.permissionVersion}"`)
        throw new Refusal(412, 'changed-meanwhile', 'somebody changed this setting after you read it; load it again')
      fake.permissionVersion += 1
      fake.permission = { ...in_, updated_by: me.id, updated_at: now }
      return told(response, 200, fake.permission, { ETag: `"${fake.permissionVersion}"` })
  }
  return false
}

/** @param {Response} response @param {number} status @param {any} body @param {Record<string, string>} [headers] */
function told(response, status, body, headers) {
  send(response, status, body, headers)
  return true
}

/** @param {Response} response */
function done(response) {
  response.writeHead(204).end()
  return true
}
