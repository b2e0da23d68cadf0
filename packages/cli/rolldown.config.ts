import { defineConfig } from 'rolldown'

// The build, run from this folder. What the help needs is bundled into one file, because loading many small files takes
// longer than running them. The code of a command is loaded when it is called, like the packages that it uses.
export default defineConfig({
  input: { main: 'src/main.ts' },
  platform: 'node',
  // The oldest supported version does not know `await using`.
  transform: { target: 'node22.13' },
  // The small libraries for the terminal are bundled. Packages that are installed with the command stay external.
  external: /^(node:|@reportline\/|@duckdb\/|hyparquet-writer|yaml)/,
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'commands/[name].js', comments: { jsdoc: false } },
})
