const MARK = { done: "\u2713", attention: "!" }

function el(tag, className, text) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined) node.textContent = text
  return node
}

function row(step, number, go) {
  const button = el("button")
  button.type = "button"
  button.disabled = step.state === "locked"
  if (step.here) button.setAttribute("aria-current", "step")
  const dot = el("span", "dot", MARK[step.state] ?? String(number))
  dot.setAttribute("aria-hidden", "true")
  const label = el("span", "label", step.title)
  label.append(el("span", "word", step.word))
  button.append(dot, label)
  button.onclick = () => go(step.id)
  const item = el("li", step.state + (step.here ? " here" : ""))
  item.append(button)
  return item
}

export default function ({ data, parentElement, setTriggerValue }) {
  const nav = parentElement.querySelector("nav")
  const list = nav.querySelector("ol")
  const hadFocus = list.contains(list.getRootNode().activeElement)
  nav.setAttribute("aria-label", data.label)
  list.replaceChildren(...data.steps.map((step, i) => row(step, i + 1, (id) => setTriggerValue("go", id))))
  watchArrivals()
  // A click rebuilds the list; without this the keyboard would start again at the top of the page.
  if (hadFocus) list.querySelector("[aria-current]")?.focus()
}
