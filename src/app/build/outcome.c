/* An outcome as bytes, for a pipe. */
#include "app/build/outcome.h"

#include "base/encode/pack.h"

void outcome_pack(const Outcome *o, Buf *out)
{
    pack_int(out, o->status);
    pack_str(out, buf_view(&o->findings));
    pack_str(out, buf_view(&o->said));
    pack_str(out, buf_view(&o->printed));
    pack_str(out, buf_view(&o->rule));
    pack_str(out, buf_view(&o->inputs));
}

bool outcome_unpack(Str bytes, Outcome *o)
{
    Unpacker u = {.rest = bytes};
    *o = (Outcome){.status = (Status)unpack_int(&u, STATUS_CLEAN, STATUS_OUR_BUG)};
    buf_str(&o->findings, unpack_str(&u));
    buf_str(&o->said, unpack_str(&u));
    buf_str(&o->printed, unpack_str(&u));
    buf_str(&o->rule, unpack_str(&u));
    buf_str(&o->inputs, unpack_str(&u));
    return unpack_done(&u);
}

void outcome_free(Outcome *o)
{
    buf_free(&o->findings);
    buf_free(&o->said);
    buf_free(&o->printed);
    buf_free(&o->rule);
    buf_free(&o->inputs);
}
