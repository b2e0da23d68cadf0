import type { Emulator } from '@reportline/emulator'
import type { KeyFiles } from './key-files.ts'

/**
 * Formats the text that is printed when an emulator has started: its address, its credentials and what to try.
 *
 * @param isRemote Whether other machines may use it, and need the control token.
 */
export function welcome(
  { url, httpsUrl, credentials, controlToken }: Pick<Emulator, 'url' | 'httpsUrl' | 'credentials' | 'controlToken'>,
  files: Pick<KeyFiles, 'privateKey' | 'certificate'>,
  isRemote: boolean,
): string {
  const { pay, ...sellers } = credentials
  const { publicKeyId, region } = pay
  const shown = { ...sellers, pay: { publicKeyId, privateKey: files.privateKey, region } }
  const accounts = Object.entries(shown).map(([api, fields]) => {
    const rows = Object.entries(fields).map(([name, value]) => `  ${name.padEnd(13)} ${value}\n`)
    return `${api}\n${rows.join('')}`
  })
  const { clientId, clientSecret, refreshToken } = credentials.sellingPartner
  return `The emulator is listening on ${url}
It serves every API, the token endpoint and the documents. The credentials are made up.
${httpsSection(httpsUrl, files.certificate)}
${accounts.join('\n')}
Get an access token:
  curl ${url}/auth/o2/token -d grant_type=refresh_token \\
    --data-urlencode 'refresh_token=${refreshToken}' \\
    -d client_id=${clientId} \\
    -d client_secret=${clientSecret}

Move its clock forward by a minute:
  curl ${url}/_emulator/advance --json '{"milliseconds": 60000}'

Make the next call fail:
  curl ${url}/_emulator/fixtures --json '{"faults": [{"status": 503}]}'
${isRemote ? remoteSection(controlToken) : ''}
Find out why Amazon Pay rejects a signature:
  reportline sign explain --help

Press Ctrl-C to stop it.
`
}

function remoteSection(controlToken: string): string {
  return `
From another machine, add the control token to these two requests:
  -H 'Authorization: Bearer ${controlToken}'
`
}

/** Says how to use https and how to trust the generated certificate. */
function httpsSection(httpsUrl: string | undefined, certificate: string | undefined): string {
  if (httpsUrl === undefined || certificate === undefined) return ''
  return `
For clients that support only https, it is also listening on ${httpsUrl}
Its certificate is generated anew for each run. Trust it as a certificate authority:
  NODE_EXTRA_CA_CERTS=${certificate}   (Node)
  curl --cacert ${certificate} ${httpsUrl}
`
}
