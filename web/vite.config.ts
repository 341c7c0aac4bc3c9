import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractRoutes } from './build/contract-routes.ts'
import { traditionalWords } from './build/traditional-words.ts'
import { phoneShell } from './phone/build/phone-shell.ts'

const here = import.meta.dirname

/** The pages: the desk, the phone and the projector, each with its own script. */
function entries(): Record<string, string> {
  const all = { desk: 'index.html', phone: 'phone.html', screen: 'screen.html' }
  return Object.fromEntries(
    Object.entries(all)
      .map(([name, file]) => [name, resolve(here, file)] as const)
      .filter(([, file]) => existsSync(file)),
  )
}

const SHELL =
  /\/web\/(ui|lib|shell)\/|\/node_modules\/(react|react-dom|scheduler|antd|@ant-design|@rc-component|@tanstack|dayjs)\//
const LATER = /\/shell\/search|words\.|\/antd\/(es|lib)\/locale/

/** The phone speaks through the same words, but must not load the desk's shell for them. */
const WORDS = {
  name: 'words',
  test: /\/web\/lib\/(t|call)\.ts$|\/src\/contract\/|preload-helper|rolldown\/runtime/,
  priority: 1,
}

/** What every page of the desk needs, and nothing that a page asks for later. */
function inShell(id: string): boolean {
  return SHELL.test(id) && !LATER.test(id)
}

export default defineConfig({
  root: here,
  plugins: [contractRoutes(), traditionalWords(), react(), phoneShell()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: entries(),
      // One file for what every page of the desk needs: few requests on a slow line.
      output: { codeSplitting: { groups: [WORDS, { name: 'shell', test: inShell }] } },
    },
  },
  server: { proxy: { '/api': process.env['YANPEI_SERVER'] ?? 'http://127.0.0.1:8080' } },
})
