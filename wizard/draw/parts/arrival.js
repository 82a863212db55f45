const BAD_NEWS = '[data-testid="stMain"] :is(.callout[role="alert"], .refusal)'
const seen = { title: "", news: [] }

// A new page begins at its title: for the eyes, for the keyboard and for the screen reader.
function begin(title, focus) {
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
  if (!focus || !["BODY", "DIV", "SECTION"].includes(document.activeElement?.tagName ?? "BODY")) return
  title.tabIndex = -1
  title.focus({ preventScroll: true })
}

function arrived() {
  const title = document.querySelector("h1.level-1")
  // Half a page tells nothing: what is missing may still come, and what is left of the page before still goes.
  if (!title || !document.querySelector('[data-test-script-state="notRunning"]')) return
  const before = { ...seen }
  const news = [...document.querySelectorAll(BAD_NEWS)].filter((each) => each.checkVisibility())
  seen.title = title.textContent
  seen.news = news.map((each) => each.textContent)
  if (before.title !== seen.title) begin(title, before.title)
  else news.find((each) => !before.news.includes(each.textContent))?.scrollIntoView({ block: "center" })
}

// Every stepper brings this script; one of them watches, and goes on when its stepper has gone.
function watchArrivals() {
  if (document.body.dataset.wizardWatched) return
  document.body.dataset.wizardWatched = "yes"
  new MutationObserver(arrived).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: ["data-test-script-state"],
  })
  arrived()
}
