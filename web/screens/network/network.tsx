import { useState } from 'react'
import { network } from '#contract/network.ts'
import type { NetworkNode } from '#contract/network.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { ToImport } from '../import/to-import.tsx'
import { NewUnit } from './new-unit.tsx'
import { arrange, parents } from './tree.ts'
import { TreeTable } from './tree-table.tsx'

/** 研修网络: all units as a tree, with what is in each. */
export function Screen() {
  const year = useYear()
  const [opening, setOpening] = useState(false)
  const asked = useCall(network, { query: { year } })
  return (
    <Page
      title={t('研修网络')}
      about={t('{year} 年年末（当年为今日）的单位、学校数和教师数。撤并学校的教师计入并入单位。', { year })}
      actions={
        <Action onClick={() => setOpening(true)} whyNot={whyNot(asked.data?.actions ?? [], 'open')}>
          {t('新设单位')}
        </Action>
      }
    >
      <Answer asked={asked}>{(data) => <Tree nodes={data.nodes} />}</Answer>
      {opening && <NewUnit onClose={() => setOpening(false)} />}
    </Page>
  )
}

/** Below this many units everything is open to begin with. */
const OPEN_ALL = 200

function Tree({ nodes }: { nodes: readonly NetworkNode[] }) {
  const all = parents(nodes)
  const [closed, setClosed] = useState<ReadonlySet<string>>(() =>
    nodes.length > OPEN_ALL ? new Set(all) : new Set(),
  )
  if (nodes.length === 0) {
    return (
      <Empty because={t('还没有单位。单位从交换工作簿的“单位”表导入。')}>
        <ToImport primary />
      </Empty>
    )
  }
  const toggle = (code: string) => {
    const next = new Set(closed)
    if (!next.delete(code)) next.add(code)
    setClosed(next)
  }
  return (
    <>
      <div className="filters">
        <div className="filter-fields">
          <Action small onClick={() => setClosed(new Set())}>
            {t('全部展开')}
          </Action>
          <Action small onClick={() => setClosed(new Set(all))}>
            {t('全部收起')}
          </Action>
        </div>
      </div>
      <TreeTable branches={arrange(nodes, closed)} closed={closed} onToggle={toggle} />
    </>
  )
}
