// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files of saved moments with made-up values.
#pragma once

#include "app/momentfile.h"
#include "codec/cbor.h"
#include "madeup.h"
#include "model/savedmomentfields.h"
#include "model/snapshotfields.h"
#include "model/targetfields.h"

namespace lockmaster::fixtures {

inline SavedMoment momentOf(quint32 seed)
{
    SavedMoment moment{madeUp<Target>(seed), nullptr};
    moment.target.name = u"orders-primary"_s;
    Snapshot snapshot = madeUp<Snapshot>(seed);
    snapshot.target = moment.target.name;
    snapshot.dataTaken = snapshot.taken; // else no rule looks at the data
    moment.snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
    return moment;
}

inline SavedMoments savedOf(quint32 seed)
{
    return {u"lockmaster"_s, u"host"_s, {}, true, {momentOf(seed)}};
}

inline QByteArray bytesOf(const SavedMoments &saved, const FileKind &kind = kMomentFile)
{
    return fileBytes(kind, typeOf(&saved), &saved, Texts::Full);
}

} // namespace lockmaster::fixtures
