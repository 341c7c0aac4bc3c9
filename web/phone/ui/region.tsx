/** @jsxImportSource ../dom */
import { instanceState } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import type { Cell } from '../lib/cell.ts'
import type { InstanceState } from '../lib/shapes.ts'
import { Choice } from './parts.tsx'

/** What the server is: which regions, whether a demonstration. Null until it has answered. */
export function askInstance(): Cell<InstanceState | null> {
  const state = cell<InstanceState | null>(null)
  const ask = async (): Promise<void> => {
    const answer = await call(instanceState, {})
    if (answer.ok) state.set(answer.value)
  }
  void ask()
  return state
}

/** Which region one belongs to, asked only where the server holds several. */
export function Region(props: { of: Cell<InstanceState | null> }): Node {
  return live(props.of, (state) => {
    if (state === null || state.regions.length < 2) return null
    const options = state.regions.map((region) => [region.code, region.name] as const)
    return <Choice label={t('所在区域')} name="region" options={options} />
  })
}
