import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { Tabs } from '../../ui/tabs.tsx'

export type ResourcePart = 'works' | 'library' | 'archives' | 'volumes'

/** The pages of 档案资源, side by side. */
export function ResourcesTabs({ now, year }: { now: ResourcePart; year: number }) {
  const tab = (id: ResourcePart, title: string, path: string) => ({ id, title, href: link(path, { year }) })
  return (
    <Tabs
      label={t('档案资源各部分')}
      now={now}
      tabs={[
        tab('works', t('作品'), '/resources'),
        tab('library', t('资源库'), '/resources/library'),
        tab('archives', t('档案'), '/resources/archives'),
        tab('volumes', t('成果集'), '/resources/volumes'),
      ]}
    />
  )
}
