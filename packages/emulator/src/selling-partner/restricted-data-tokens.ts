import { reportTypes } from '@reportline/report-types'
import { fields, wrong } from '../input/fields.ts'
import type { NeedsRestrictedToken } from '../service/amazon-api.ts'
import { invalidInput } from '../service/amazon-errors.ts'
import {
  type Answer,
  type Call,
  type FixtureKey,
  fixtureKey,
  type ServicePart,
  type World,
} from '../service/service-definition.ts'
import { accessTokenLifetime, type RestrictedResource } from '../state/access-tokens.ts'
import type { Account } from '../state/accounts.ts'

/** The body of createRestrictedDataToken, as the specification has it. */
interface CreateRestrictedDataTokenBody {
  readonly restrictedResources: readonly RestrictedResource[]
}

export interface RestrictedDataTokensOptions {
  /** Whom the tokens are for. */
  readonly account: Account
  /** The report type that a document belongs to. */
  typeOfDocument(reportDocumentId: string): string | undefined
}

/** What can be set up for restricted data tokens. */
export type RestrictedDataTokensFixtures = {
  /** Report type → whether its documents are restricted, against what is known from public documentation. */
  readonly restrictedReportTypes: FixtureKey<Readonly<Record<string, boolean>>>
}

/** Restricted data tokens, and who needs them. */
export interface RestrictedDataTokens extends ServicePart<RestrictedDataTokensFixtures> {
  readonly needsRestrictedToken: NeedsRestrictedToken
}

const documentPath = /^\/reports\/2021-06-30\/documents\/([^/]+)$/

/** The operation that gives restricted data tokens out. Calls of APIs that the emulator does not have are opened as asked. */
export function restrictedDataTokens(
  world: World,
  { account, typeOfDocument }: RestrictedDataTokensOptions,
): RestrictedDataTokens {
  // Types that sources disagree on count as restricted.
  const known = reportTypes().filter(({ restricted }) => restricted !== undefined)
  const restricted = new Set(known.map(({ reportType }) => reportType))
  const isRestricted = (reportDocumentId: string): boolean => restricted.has(typeOfDocument(reportDocumentId) ?? '')

  const createRestrictedDataToken = ({ body }: Call<unknown, CreateRestrictedDataTokenBody>): Answer => {
    const resources = body.restrictedResources.map(({ method, path }) => ({ method, path: decoded(path) }))
    const reports = resources.filter(({ path }) => path.startsWith('/reports/'))
    const allowed = reports.every(({ method, path }) => {
      return method === 'GET' && isRestricted(documentPath.exec(path)?.[1] ?? '')
    })
    if (!allowed) return invalidInput('Invalid or unsupported document ID found')
    const restrictedDataToken = world.accessTokens.issue({ account, resources }, world.clock.now())
    return { status: 200, body: { restrictedDataToken, expiresIn: accessTokenLifetime } }
  }

  return {
    handlers: { createRestrictedDataToken },
    fixtures: {
      restrictedReportTypes: fixtureKey(readRestricted, (types) => {
        for (const [type, isRestricted] of Object.entries(types)) {
          if (isRestricted) restricted.add(type)
          else restricted.delete(type)
        }
      }),
    },
    needsRestrictedToken: ({ id }, { reportDocumentId = '' }) =>
      id === 'getReportDocument' && isRestricted(reportDocumentId),
  }
}

function readRestricted(value: unknown, at: string): Readonly<Record<string, boolean>> {
  const types = fields(value, at, Object.keys(Object(value)))
  for (const [type, isRestricted] of Object.entries(types)) {
    if (typeof isRestricted !== 'boolean') throw wrong(`${at}.${type}`, 'true or false', isRestricted)
  }
  return types as Record<string, boolean>
}

/** Paths are compared as they are meant, not as they are escaped. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
