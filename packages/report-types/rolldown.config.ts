import shared from '@reportline/tsconfig/rolldown.config'
import { defineConfig, type Plugin } from 'rolldown'

/** Emits the data as a JSON string. Parsing it on the first lookup is four times as fast as running the modules at import. */
const dataAsJson: Plugin = {
  name: 'data-as-json',
  async load(id) {
    if (!id.endsWith('/src/groups.ts')) return undefined
    const { groups } = (await import(id)) as typeof import('./src/groups.ts')
    return `export const groups = () => JSON.parse(${JSON.stringify(JSON.stringify(groups()))})`
  },
}

export default defineConfig({ ...shared, plugins: [dataAsJson] })
