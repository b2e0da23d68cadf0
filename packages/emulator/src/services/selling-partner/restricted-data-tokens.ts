import { reportTypes } from '@reportline/report-types'
import { invalidField, readObject } from '../../input/fields.ts'
import { accessTokenLifetimeSeconds, type RestrictedResource } from '../../state/access-tokens.ts'
import type { Account } from '../../state/accounts.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import type { NeedsRestrictedToken } from '../amazon-api.ts'
import { invalidInput } from '../amazon-errors.ts'
import { type FixtureKey, fixtureKey } from '../fixture-key.ts'
import type { Call, ServicePart, ServiceResponse } from '../service-definition.ts'

/** The body of createRestrictedDataToken in the specification. */
interface CreateRestrictedDataTokenBody {
  readonly restrictedResources: readonly RestrictedResource[]
}

export interface RestrictedDataTokensOptions {
  /** The account that the tokens are issued for. */
  readonly account: Account
  /** Returns the report type that a document belongs to. */
  typeOfDocument(reportDocumentId: string): string | undefined
}

/** The fixtures for restricted data tokens. */
export type RestrictedDataTokensFixtures = {
  /** Report type → whether its documents are restricted. Overrides the catalogue of report types. */
  readonly restrictedReportTypes: FixtureKey<Readonly<Record<string, boolean>>>
}

/** The operation that issues restricted data tokens, and which calls require one. */
export interface RestrictedDataTokens extends ServicePart<RestrictedDataTokensFixtures> {
  readonly needsRestrictedToken: NeedsRestrictedToken
}

const documentPath = /^\/reports\/2021-06-30\/documents\/([^/]+)$/

/** Creates the operation that issues restricted data tokens. It accepts any call of an API that is not emulated. */
export function restrictedDataTokens(
  state: EmulatorState,
  { account, typeOfDocument }: RestrictedDataTokensOptions,
): RestrictedDataTokens {
  // A type counts as restricted if its sources disagree.
  const known = reportTypes().filter(({ restricted }) => restricted !== undefined)
  const restricted = new Set(known.map(({ reportType }) => reportType))
  const isRestricted = (reportDocumentId: string): boolean => restricted.has(typeOfDocument(reportDocumentId) ?? '')

  const createRestrictedDataToken = ({ body }: Call<unknown, CreateRestrictedDataTokenBody>): ServiceResponse => {
    const resources = body.restrictedResources.map(({ method, path }) => ({ method, path: decodePath(path) }))
    const reportResources = resources.filter(({ path }) => path.startsWith('/reports/'))
    const isAllowed = reportResources.every(
      ({ method, path }) => method === 'GET' && isRestricted(documentPath.exec(path)?.[1] ?? ''),
    )
    if (!isAllowed) return invalidInput('Invalid or unsupported document ID found')
    const restrictedDataToken = state.accessTokens.issue({ account, resources }, state.clock.now())
    return { status: 200, body: { restrictedDataToken, expiresIn: accessTokenLifetimeSeconds } }
  }

  return {
    handlers: { createRestrictedDataToken },
    fixtures: {
      restrictedReportTypes: fixtureKey(readRestrictedTypes, (types) => {
        for (const [type, isTypeRestricted] of Object.entries(types)) {
          if (isTypeRestricted) restricted.add(type)
          else restricted.delete(type)
        }
      }),
    },
    needsRestrictedToken: ({ id }, { reportDocumentId = '' }) =>
      id === 'getReportDocument' && isRestricted(reportDocumentId),
  }
}

function readRestrictedTypes(value: unknown, path: string): Readonly<Record<string, boolean>> {
  const types = readObject(value, path, Object.keys(Object(value)))
  for (const [type, isRestricted] of Object.entries(types)) {
    if (typeof isRestricted !== 'boolean') throw invalidField(`${path}.${type}`, 'true or false', isRestricted)
  }
  return types as Record<string, boolean>
}

/** Decodes a path, because two encodings of the same path are equal. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
