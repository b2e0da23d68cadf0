import { isIP } from 'node:net'

/** A certificate with its key, both as PEM. */
export interface Certificate {
  readonly certificate: string
  readonly privateKey: string
}

const dayMs = 24 * 3600 * 1000

/**
 * Generates a self-signed certificate for this machine. By the system clock it is valid from yesterday for a year.
 *
 * @param host An additional name or address, besides `localhost`, `127.0.0.1` and `::1`.
 */
export async function generateCertificate(host: string): Promise<Certificate> {
  // Loaded on demand, because loading it takes longer than starting the emulator.
  const { generate } = await import('selfsigned')
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', host])]
  const generated = await generate([{ name: 'commonName', value: 'Reportline emulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 365 * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: hosts.map(alternativeName) },
    ],
  })
  return { certificate: generated.cert, privateKey: generated.private }
}

function alternativeName(host: string) {
  return isIP(host) === 0 ? ({ type: 2, value: host } as const) : ({ type: 7, ip: host } as const)
}
