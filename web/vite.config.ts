import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractRoutes } from './build/contract-routes.ts'
import { traditionalWords } from './build/traditional-words.ts'

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

export default defineConfig({
  root: here,
  plugins: [contractRoutes(), traditionalWords(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: entries() },
  },
  server: { proxy: { '/api': process.env['YANPEI_SERVER'] ?? 'http://127.0.0.1:8080' } },
})
