// Sets up a fresh server by the link that it printed: an administrator, and a risk officer whom they invite. Prints what the browser tests
// need, as lines for a shell.
const [base, secret] = (process.argv[2] ?? '').split('/setup#')
const password = 'tundra lantern copper'
let cookie = ''

/** @param {string} path @param {object} body @returns {Promise<any>} */
async function post(path, body) {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  return answer.json()
}

await post('/setup', { secret, email: 'ada@example.com', name: 'Ada Administrator', password })
if (!cookie) await post('/session', { email: 'ada@example.com', password })
const invitation = await post('/invitations', { email: 'rita@example.com', role: 'risk-officer' })
cookie = ''
await post('/invitations/accept', { secret: invitation.secret, name: 'Rita Officer', password })
process.stdout.write(
  `COUNTERSIGN_URL=${base}\nCOUNTERSIGN_EMAIL=rita@example.com\nCOUNTERSIGN_PASSWORD='${password}'\n`,
)
