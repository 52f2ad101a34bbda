from lib import *; import bank
from bank import B, CRIT
def crits(keys): return [c for c in CRIT if any(c in B[k]["criteria"] for k in keys)]
def opinion(V, co, SY, per, cats, where, sub, basis, ophead, oplead, parts, style, sign, other=None, t2=True, heads=("Scope", "Service Organization’s Responsibilities", "Service Auditors’ Responsibilities", "Inherent Limitations", "Restricted Use"), pair="“System”", cu=True):
    oe = " and operating effectiveness" if t2 else ""
    b = [("p", f"To the Board of Directors of {V}:"), ("h3", heads[0]), ("p", f"We have examined {V}’s (“{co}” or the “Company”) accompanying description of its {SY} ({pair}) {where} {per} (the “Description”) based on the criteria for a description of a service organization’s system in {bank.DC}, and the suitability of the design{oe} of controls stated in the Description {per}, to provide reasonable assurance that the Company’s service commitments and system requirements were achieved based on the trust services criteria relevant to {cats} set forth in {bank.TSP}.")]
    if sub: b.append(("p", sub))
    if cu: b.append(("p", f"The Description indicates that certain complementary user entity controls are necessary, along with controls at {co}. Our examination did not include such complementary user entity controls, and we have not evaluated their design{' or operating effectiveness' if t2 else ''}."))
    b += [("h3", heads[1]), ("p", bank.so_resp(co)), ("h3", heads[2])] + [("p", x) for x in bank.sa_resp(co, t2)] + [("h3", heads[3]), ("p", bank.LIMITS)]
    if not t2: b += [("h3", "Other Matter"), ("p", "We did not perform any procedures regarding the operating effectiveness of controls stated in the Description and, accordingly, do not express an opinion thereon.")]
    if basis: b += [("h3", basis[0])] + [("p", x) for x in basis[1]]
    b += [("h3", ophead), ("p", oplead), ("ul", parts) if style == "ul" else ("ol", parts, style), ("h3", heads[4]), ("p", bank.restricted(co)), ("p", sign)]
    return b
def assertion(V, co, SY, per, extra="", t2=True):
    return [("p", f"We have prepared the accompanying description of the {SY} of {V} {per}, based on the criteria for a description of a service organization’s system in DC section 200. The description is intended to provide report users with information that may be useful when assessing risks arising from interactions with the system."), ("p", "We confirm, to the best of our knowledge and belief, that:"), ("ol", [f"The description presents the system that was designed and implemented {per} in accordance with the description criteria.", f"The controls stated in the description were suitably designed {per} to provide reasonable assurance that service commitments and system requirements would be achieved."] + ([f"The controls stated in the description operated effectively {per}."] if t2 else []), "lower-alpha")] + ([("p", extra)] if extra else []) + [("p", f"Signed on behalf of the management of {V}")]
def flat(x): return x if isinstance(x, str) else " ".join(b[1] if isinstance(b[1], str) else " ".join(b[1]) for b in x)
def labels(P, keys, ID, EX, NT, anchor, t0, r0=None, resp=True):
    """anchor(k) is the text at which the row of control k begins, found after t0; r0: responses stand after this position."""
    ex, nt = [], []
    for k in keys:
        if k not in EX and k not in NT: continue
        a = P.find(anchor(k), t0, least=18)
        if k in EX:
            t = flat(EX[k]["t"]); e = P.find(t, a); r = EX[k].get("r")
            ex.append(dict(page=P.page(a), control=ID[k], criteria=B[k]["criteria"], sampled=EX[k]["s"], deviations=EX[k]["d"], text=t, management_response=bool(r), response_page=P.page(P.find(r, r0 or e)) if r else None))
        else: nt.append(dict(page=P.page(a), control=ID[k], criteria=B[k]["criteria"], reason="no occurrence in the period"))
    return dict(exceptions=ex, not_tested=nt)
def comp(P, items, after): return [dict(page=P.page(P.find(t, after)), criteria=c, text=t) for c, t in items]
