// Talks to the server. Every error becomes a Problem that carries the server's own words and code.

/** What went wrong, in the server's words. */
export class Problem extends Error {
  /**
   * @param {number} status  0: the server was not reached
   * @param {string} code
   * @param {string} detail
   * @param {string[]} errors
   * @param {string} request
   */
  constructor(status, code, detail, errors = [], request = '') {
    super(detail)
    this.status = status
    this.code = code
    this.errors = errors
    this.request = request
  }
}

/** @type {() => Promise<void>} */
let signInAgain = () => Promise.reject(new Error('nobody can sign in yet'))

/**
 * Says what to do when a session has ended: resolve once there is a new one, and the request is made again.
 * @param {() => Promise<void>} ask
 */
export function onSignedOut(ask) {
  signInAgain = ask
}

/**
 * Reads a problem out of an answer's body.
 * @param {number} status
 * @param {string} body
 */
export function problemOf(status, body) {
  try {
    const p = JSON.parse(body)
    const errors = (p.errors ?? []).map((/** @type {{location?: string, message: string}} */ e) =>
      [e.location?.replace(/^body\./, ''), e.message].filter(Boolean).join(': '),
    )
    return new Problem(
      status,
      p.code ?? '',
      p.detail || p.title || 'The server gave no reason.',
      errors,
      p.request ?? '',
    )
  } catch {
    return new Problem(status, '', `The server answered ${status} and gave no reason.`)
  }
}

const unreached = () =>
  new Problem(0, 'not-reached', 'The server cannot be reached. Nothing is lost: check the connection and try again.')

/**
 * @typedef {{method?: string, body?: unknown, version?: number, signal?: AbortSignal, quiet?: boolean, tagged?: (etag: string) => void}} Options
 * @param {string} path
 * @param {Options} [options]  quiet: an ended session is an error like others
 * @returns {Promise<any>}
 */
export async function call(path, options = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`
  /** @type {Response} */
  let response
  /** @type {string} */
  let text
  try {
    const body = options.body === undefined ? undefined : JSON.stringify(options.body)
    response = await fetch(`/api/v1${path}`, {
      method: options.method ?? 'GET',
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
      cache: 'no-store',
    })
    text = await response.text()
  } catch (err) {
    throw options.signal?.aborted ? err : unreached()
  }
  if (response.status === 401 && !options.quiet) {
    await signInAgain()
    return call(path, { ...options, quiet: true })
  }
  if (!response.ok) throw problemOf(response.status, text)
  options.tagged?.(response.headers.get('ETag') ?? '')
  return text === '' ? null : JSON.parse(text)
}

/**
 * A thing whose version stands in the answer's ETag only.
 * @param {string} path @param {AbortSignal} signal @returns {Promise<{body: any, version: number}>}
 */
export async function versioned(path, signal) {
  let version = 0
  const body = await call(path, { signal, tagged: (tag) => (version = Number(/"(\d+)"/.exec(tag)?.[1] ?? 0)) })
  return { body, version }
}

/** Whether people can sign in elsewhere; a server that does not say so is taken not to know. @returns {Promise<boolean>} */
export async function singleSignOn() {
  try {
    const response = await fetch('/healthz', { headers: { Accept: 'application/json' }, cache: 'no-store' })
    return response.ok && (await response.json()).single_sign_on === true
  } catch {
    return false
  }
}

/**
 * Every entry of a list, page by page.
 * @template T
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<T[]>}
 */
export async function all(path, signal) {
  /** @type {T[]} */
  const items = []
  let next = ''
  do {
    const more = path.includes('?') ? '&' : '?'
    const cursor = next && `&cursor=${encodeURIComponent(next)}`
    const page = await call(`${path}${more}limit=200${cursor}`, { signal })
    items.push(...(page.items ?? []))
    next = page.next ?? ''
  } while (next)
  return items
}

/**
 * The Content-Disposition that carries a file's name (RFC 6266, RFC 8187).
 * @param {string} name
 */
export function disposition(name) {
  const safe = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename*=UTF-8''${safe}`
}

/**
 * Sends a file as it is; fetch cannot tell how much has gone, so the older interface is used.
 * @param {string} vendor
 * @param {File} file
 * @param {(share: number) => void} sent
 * @param {boolean} [again]
 * @returns {Promise<import('./types.d.ts').Uploaded>}
 */
export function upload(vendor, file, sent, again = false) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1/vendors/${encodeURIComponent(vendor)}/documents`)
    request.setRequestHeader('Content-Type', 'application/pdf')
    request.setRequestHeader('Content-Disposition', disposition(file.name))
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', (e) => e.lengthComputable && sent(e.loaded / e.total))
    request.addEventListener('error', () => reject(unreached()))
    request.addEventListener('load', () => {
      if (request.status === 401 && !again) {
        signInAgain().then(() => upload(vendor, file, sent, true).then(resolve, reject), reject)
      } else if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText))
      else reject(problemOf(request.status, request.responseText))
    })
    request.send(file)
  })
}
