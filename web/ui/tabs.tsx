export type Tab = { id: string; title: string; href: string }

/** Parts of one page; each has its own address, so that a link leads to it. */
export function Tabs({ label, tabs, now }: { label: string; tabs: readonly Tab[]; now: string }) {
  return (
    <nav aria-label={label} className="tabs">
      {tabs.map((tab) => (
        <a key={tab.id} href={tab.href} aria-current={tab.id === now ? 'true' : undefined}>
          {tab.title}
        </a>
      ))}
    </nav>
  )
}
