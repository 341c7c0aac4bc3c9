/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import type { Cell } from '../lib/cell.ts'
import type { Loaded } from '../lib/load.ts'
import { Button, Notice, Skeleton } from './parts.tsx'

/** Shows what was loaded; or that it is of an earlier visit; or why there is nothing, and how to try again. */
export function loading<T>(loaded: Cell<Loaded<T>>, draw: (value: T) => Child): Node {
  return live(loaded, ({ value, failure, again }) => [
    failure === null ? null : (
      <Notice bad={value === null}>
        <p>
          {failure.because}
          {value === null ? '' : t('下面是上次打开时的内容。')}
        </p>
        <Button word={t('重试')} press={again} />
      </Notice>
    ),
    value !== null ? draw(value) : failure === null ? <Skeleton /> : null,
  ])
}
