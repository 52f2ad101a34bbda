// A small server that speaks the part of the API that the page uses, with a real report's findings. It stands in until a real one is
// named by COUNTERSIGN_URL; what it does not know it refuses, so that the page cannot lean on routes that are not there.

import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { adminRoute, openRoute, ownRoute } from './fake-people.js'
import { followUp, signOffRoute } from './fake-signoff.js'
import { readingOf } from './reading.js'
import { event, one, page, Refusal, send } from './serve.js'

const here = new URL('.', import.meta.url)
const report = readFileSync(new URL('../fixture/report.json', here), 'utf8')
const findings = readFileSync(new URL('../fixture/findings.json', here), 'utf8')

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

export class Fake {
  /** @type {{id: string, name: string, email: string, role: string, unit: string, password: string, code?: string, version?: number}[]} */
  people = []
  /** @type {Map<string, string>} session to person */
  sessions = new Map()
  /** @type {any[]} */
  vendors = []
  /** @type {any[]} */
  documents = []
  /** @type {any[]} */
  reviews = []
  /** @type {any[]} */
  findings = []
  /** @type {Map<string, Set<Response>>} */
  streams = new Map()
  pace = 25 // milliseconds from one page to the next
  streaming = true
  setUp = false
  /** @type {any[]} */
  invitations = []
  /** @type {Map<string, string>} secret to person */
  resets = new Map()
  /** @type {any[]} */
  tokens = []
  /** @type {any[]} */
  moves = []
  /** @type {any[]} */
  followUps = []
  /** @type {any[]} */
  acceptances = []
  permission = { allowed: false, reason: '', updated_by: '', updated_at: '0001-01-01T00:00:00Z' }
  permissionVersion = 0
  singleSignOn = false
  elsewhere = '' // the code with which a single sign-on fails
  server = createServer((request, response) => void this.#answer(request, response))

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)))
    const address = this.server.address()
    if (!address || typeof address === 'string') throw new Error('no address')
    return `http://127.0.0.1:${address.port}`
  }

  stop() {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** @param {string} name */
  vendor(name) {
    const v = {
      id: randomUUID(),
      name,
      services: '',
      lifecycle: 'active',
      version: 1,
      updated_at: '2026-11-20T09:00:00Z',
    }
    this.vendors.push(v)
    return v
  }

  /** @param {Request} request @param {Response} response */
  async #answer(request, response) {
    const url = new URL(request.url ?? '/', 'http://localhost')
    try {
      if (url.pathname === '/healthz') return send(response, 200, { status: 'ok', single_sign_on: this.singleSignOn })
      if (url.pathname === '/api/v1/oidc/start')
        return send(response, 302, undefined, { Location: `/?sign-in=${this.elsewhere}` })
      if (!url.pathname.startsWith('/api/')) return page(url.pathname, response)
      const chunks = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      await this.#route(request, url, body, response)
    } catch (err) {
      const r = err instanceof Refusal ? err : new Refusal(500, 'internal', String(err))
      const problem = {
        type: 'about:blank',
        title: 'Error',
        status: r.status,
        code: r.code,
        detail: r.message,
        request: 'req-1',
      }
      send(response, r.status, problem, { 'Content-Type': 'application/problem+json' })
    }
  }

  /** @param {Request} request @param {URL} url @param {Buffer} body @param {Response} response */
  async #route(request, url, body, response) {
    const path = url.pathname.slice('/api/v1'.length)
    const key = `${request.method} ${path.replace(/(?<=^\/(?:vendors|reviews|findings|documents|people|invitations|sessions|tokens|follow-ups|risk-acceptances)\/)(?!accept$|names$)[^/]+/, ':id')}`
    const id = decodeURIComponent(path.split('/')[2] ?? '')
    const in_ = key.includes('/documents') ? {} : JSON.parse(body.toString() || '{}')
    const version = request.headers['if-match'] ?? ''
    const asked = { fake: this, key, id, version, in_, response, session: '', query: url.searchParams }
    if (openRoute(asked)) return
    const session = /countersign_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    const me = this.people.find((p) => p.id === this.sessions.get(session))
    if (!me) throw new Refusal(401, 'not-signed-in', 'you are not signed in, or no longer; sign in again')
    if (ownRoute({ ...asked, session }, me) || adminRoute(asked, me) || signOffRoute(asked, me)) return
    switch (key) {
      case 'DELETE /session':
        this.sessions.delete(session)
        return send(response, 204)
      case 'GET /me': {
        const { id: own, name, email, role, unit } = me
        const me_ = { id: own, user_id: own, name, email, role, unit, second_factor: me.code !== undefined }
        return send(response, 200, me_)
      }
      case 'GET /vendors':
        return send(response, 200, this.#listed(url))
      case 'POST /vendors':
        return this.#addVendor(JSON.parse(body.toString()), response)
      case 'GET /vendors/:id':
        return send(response, 200, one(this.vendors, id))
      case 'GET /vendors/:id/documents':
        return send(response, 200, { items: this.documents.filter((d) => d.vendor_id === id), next: '' })
      case 'POST /vendors/:id/documents':
        return this.#upload(id, request, body, response)
      case 'GET /documents/:id/file':
        response.writeHead(200, { 'Content-Type': 'application/pdf' })
        return response.end(one(this.documents, id).bytes)
      case 'GET /reviews':
        return send(response, 200, {
          items: this.reviews.filter((r) =>
            ['vendor_id', 'document_id'].every((by) => [null, r[by]].includes(url.searchParams.get(by))),
          ),
        })
      case 'GET /reviews/:id':
        return send(response, 200, one(this.reviews, id))
      case 'GET /reviews/:id/report':
        return send(response, 200, JSON.parse(report))
      case 'GET /reviews/:id/findings':
        return send(response, 200, { items: this.findings.filter((f) => f.review_id === id), next: '' })
      case 'POST /reviews/:id/password':
      case 'POST /reviews/:id/permission':
      case 'POST /reviews/:id/retry':
        return this.#resume(one(this.reviews, id), JSON.parse(body.toString() || '{}'), response)
      case 'POST /findings/:id/decision':
        return this.#decide(one(this.findings, id), request, JSON.parse(body.toString()), me, response)
      case 'GET /events':
        return this.#stream(url.searchParams.get('review') ?? '', response)
    }
    throw new Refusal(404, 'not-found', 'there is nothing at this address')
  }

  /** @param {any} person @param {Response} response @param {number} status */
  open(person, response, status) {
    const session = randomUUID()
    this.sessions.set(session, person.id)
    send(
      response,
      status,
      { id: person.id },
      { 'Set-Cookie': `countersign_session=${session}; HttpOnly; SameSite=Strict; Path=/` },
    )
  }

  /** @param {URL} url */
  #listed(url) {
    const words = (url.searchParams.get('search') ?? '').toLowerCase()
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const found = this.vendors
      .filter((v) => v.name.toLowerCase().includes(words))
      .sort((a, b) => a.name.localeCompare(b.name))
    return { items: found.slice(from, from + limit), next: from + limit < found.length ? String(from + limit) : '' }
  }

  /** @param {any} in_ @param {Response} response */
  #addVendor(in_, response) {
    if (this.vendors.some((v) => v.name === in_.name))
      throw new Refusal(409, 'already-exists', `there is a vendor named ${in_.name} already`)
    send(response, 201, this.vendor(in_.name))
  }

  /** @param {string} vendor @param {Request} request @param {Buffer} bytes @param {Response} response */
  #upload(vendor, request, bytes, response) {
    const name = decodeURIComponent(
      /filename\*=UTF-8''(.+)$/.exec(request.headers['content-disposition'] ?? '')?.[1] ?? 'file.pdf',
    )
    if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
      throw new Refusal(415, 'not-a-pdf', 'this is no PDF file; upload the report as PDF')
    const hash = createHash('sha256').update(bytes).digest('hex')
    const before = this.documents.find((d) => d.sha256 === hash && d.vendor_id === vendor)
    if (before) return send(response, 202, { id: before.id, review_id: before.review_id, duplicate: true })
    const doc = {
      id: randomUUID(),
      vendor_id: vendor,
      kind: 'soc2-report',
      name,
      sha256: hash,
      size: bytes.length,
      uploaded_at: '2026-11-25T10:00:00Z',
      review_id: '',
    }
    const review = {
      id: randomUUID(),
      vendor_id: vendor,
      document_id: doc.id,
      state: 'reading',
      analysis: 'queued',
      progress: { stage: '', page: 0, pages: 0, attempts: 0 },
      failure: null,
      summary: null,
      version: 1,
    }
    doc.review_id = review.id
    Object.defineProperty(doc, 'bytes', { value: bytes })
    this.documents.push(doc)
    this.reviews.push(review)
    void this.#read(review, name)
    send(response, 202, { id: doc.id, review_id: review.id, duplicate: false })
  }

  /** @param {any} review @param {string} name @param {any} [given] */
  async #read(review, name, given) {
    for (const change of readingOf(name, given, review.progress.attempts + 1)) {
      await new Promise((resolve) => setTimeout(resolve, this.pace))
      Object.assign(review, change)
      if (change.analysis === 'ready' && review.summary.kind === 'SOC 2') this.#judge(review)
      for (const stream of this.streams.get(review.id) ?? []) event(stream, review)
    }
  }

  /** @param {any} review */
  #judge(review) {
    for (const f of JSON.parse(findings)) this.findings.push({ ...f, id: `${review.id}-${f.id}`, review_id: review.id })
    review.state = 'in-review'
    const said = JSON.parse(report).assessment.recommendation.conditions
    for (const { text } of said)
      this.followUps.push(followUp(review.id, { kind: 'condition', severity: 'high', text, why: 'A rule asks for it' }))
  }

  /** @param {any} review @param {any} given @param {Response} response */
  #resume(review, given, response) {
    Object.assign(review, { analysis: 'queued', failure: null })
    void this.#read(review, one(this.documents, review.document_id).name, given)
    send(response, 202, review)
  }

  /** @param {any} f @param {Request} request @param {any} in_ @param {any} me @param {Response} response */
  #decide(f, request, in_, me, response) {
    if (me.role !== 'risk-officer') throw new Refusal(403, 'not-allowed', `the role ${me.role} may not do this`)
    if (request.headers['if-match'] !== `"${f.version}"`)
      throw new Refusal(412, 'changed-meanwhile', 'somebody else changed this; load it again')
    if (in_.verdict !== 'accepted' && !in_.reason) throw new Refusal(422, 'invalid-input', 'reason: say why')
    f.decision = { ...in_, by: me.id, by_name: me.name, at: '2026-11-25T11:00:00Z' }
    f.version += 1
    send(response, 200, f)
  }

  /** @param {string} id @param {Response} response */
  #stream(id, response) {
    if (!this.streaming) throw new Refusal(503, 'not-available', 'no streams now')
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    const set = this.streams.get(id) ?? new Set()
    this.streams.set(id, set.add(response))
    response.on('close', () => set.delete(response))
    event(response, one(this.reviews, id))
  }
}
