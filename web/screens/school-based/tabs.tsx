import { link } from '../../lib/address.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Tabs } from '../../ui/tabs.tsx'

export type SchoolBasedPart = 'projects' | 'assigned' | 'checks' | 'handbooks'

/** The pages of 校本研修, side by side. */
export function SchoolBasedTabs({ now }: { now: SchoolBasedPart }) {
  const year = useYear()
  const tab = (id: SchoolBasedPart, title: string, path: string) => ({
    id,
    title,
    href: link(path, { year }),
  })
  return (
    <Tabs
      label={t('校本研修各部分')}
      now={now}
      tabs={[
        tab('projects', t('项目'), '/school-based'),
        tab('assigned', t('指定项目'), '/school-based/assigned'),
        tab('checks', t('随机抽查'), '/school-based/checks'),
        tab('handbooks', t('行动手册'), '/school-based/handbooks'),
      ]}
    />
  )
}
