import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractRoutes } from './build/contract-routes.ts'
import { traditionalWords } from './build/traditional-words.ts'
import { lightPages } from './phone/build/light-pages.ts'

const here = import.meta.dirname

const SHELL =
  /\/web\/(ui|lib|shell)\/|\/src\/contract\/|\/node_modules\/(react|react-dom|scheduler|antd|@ant-design|@rc-component|@tanstack|dayjs)\//
const LATER = /\/shell\/search|words\.|\/antd\/(es|lib)\/locale/

/** What every page of the desk needs, and nothing that a page asks for later. */
function inShell(id: string): boolean {
  return SHELL.test(id) && !LATER.test(id)
}

export default defineConfig({
  root: here,
  plugins: [contractRoutes(), traditionalWords(), react(), lightPages()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The phone's pages and the hall's screen are built apart, by lightPages.
      input: { desk: resolve(here, 'index.html') },
      // One file for what every page of the desk needs: few requests on a slow line.
      output: { codeSplitting: { groups: [{ name: 'shell', test: inShell }] } },
    },
  },
  server: { proxy: { '/api': process.env['YANPEI_SERVER'] ?? 'http://127.0.0.1:8080' } },
})
