import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

// The build of a package, run from its own folder. Loading a hundred small files takes longer than running them, so each
// export is bundled into a few files.
const manifest: { exports: Record<string, { default: string }> } = JSON.parse(readFileSync('package.json', 'utf8'))
const entries = Object.values(manifest.exports).map(({ default: file }) => {
  const name = file.slice('./dist/'.length, -'.js'.length)
  return [name, `src/${name}.ts`] as const
})

export default defineConfig({
  input: Object.fromEntries(entries),
  platform: 'node',
  // Bundles only the package's own files. Packages that are imported by name stay external.
  external: /^(?![./])/,
  // The declaration files keep the comments.
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'chunks/[name].js', comments: { jsdoc: false } },
})
