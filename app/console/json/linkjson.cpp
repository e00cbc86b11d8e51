// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "linkjson.h"

#include "codec/json.h"
#include "model/snapshotfields.h"

namespace lockmaster {

QJsonObject linkJson(const Snapshot &snapshot)
{
    return jsonOf(snapshot.link);
}

} // namespace lockmaster
