import { isIP } from 'node:net'

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly certificate: string
  readonly privateKey: string
}

const day = 24 * 3600 * 1000

/**
 * Makes a certificate for this machine, by the system's clock valid from yesterday for a year. It is its own authority: who
 * is given it as such trusts it.
 *
 * @param host A further name or address that it is for, besides `localhost`, `127.0.0.1` and `::1`.
 */
export async function makeCertificate(host: string): Promise<Certificate> {
  // Loading it takes longer than starting the emulator.
  const { generate } = await import('selfsigned')
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', host])]
  const made = await generate([{ name: 'commonName', value: 'Reportline emulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 365 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map(alternativeName) },
    ],
  })
  return { certificate: made.cert, privateKey: made.private }
}

function alternativeName(host: string) {
  return isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const)
}
