// Sets up a fresh server by the link that it printed: an administrator, and two risk officers whom they invite. Prints what the browser tests
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
const officers = [
  { email: 'rita@example.com', name: 'Rita Officer' },
  { email: 'otto@example.com', name: 'Otto Approver' },
]
const invited = []
for (const o of officers)
  invited.push({ ...o, ...(await post('/invitations', { email: o.email, role: 'risk-officer' })) })
cookie = ''
for (const { secret: own, name } of invited) await post('/invitations/accept', { secret: own, name, password })
process.stdout.write(
  `COUNTERSIGN_URL=${base}\nCOUNTERSIGN_EMAIL=rita@example.com\nCOUNTERSIGN_PASSWORD='${password}'\n` +
    `COUNTERSIGN_ADMIN=ada@example.com\nCOUNTERSIGN_APPROVER=otto@example.com\n`,
)
