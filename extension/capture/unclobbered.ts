/**
 * A node to read from. A form, and no other element, answers with the field that has a property's name
 * before it answers with the property: one called `parentNode` would lead in circles, and one called
 * `getAttribute` is no function. So what a form is asked is read from its prototype. Ask whatever may be
 * a form through this, and give the DOM the node itself.
 * https://webidl.spec.whatwg.org/#LegacyOverrideBuiltIns
 */
export function unclobbered<N extends Node>(node: N): N {
  return isForm(node) ? new Proxy<N>(node, ofPrototype) : node
}

const ofPrototype: ProxyHandler<Node> = {
  get(form, name) {
    const prototype: object = Reflect.getPrototypeOf(form) ?? form
    // Some libraries have a node's properties on the node itself.
    const value: unknown = Reflect.get(name in prototype ? prototype : form, name, form)
    return typeof value === 'function' ? value.bind(form) : value
  },
}

/** The name of its tag may be a field, too. */
function isForm(node: Node): boolean {
  return 'localName' in node && (node.localName === 'form' || typeof node.localName === 'object')
}
