import type { services } from './generated/services.ts'
import type { CommonFixtures } from './server/apply-fixtures.ts'
import type { FixtureKey } from './services/fixture-key.ts'

type ServiceKeys = ReturnType<(typeof services)[number]['open']>['fixtures']
type NamesOf<Keys> = Keys extends unknown ? keyof Keys : never
type ValueOf<Keys, Name extends PropertyKey> =
  Keys extends Readonly<Record<Name, FixtureKey<infer Value>>> ? Value : never

/** The fixtures of the services. */
export type ServiceFixtures = { readonly [Name in NamesOf<ServiceKeys>]?: ValueOf<ServiceKeys, Name> }

/**
 * Data and behavior to add to an emulator before the next request. An entry replaces an existing one with the same
 * identifier.
 */
export interface Fixtures extends CommonFixtures, ServiceFixtures {}
