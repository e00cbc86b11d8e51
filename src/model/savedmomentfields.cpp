// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/savedmomentfields.h"

#include "model/fields/describe.h"
#include "model/savedmoment.h"
#include "model/snapshotfields.h"
#include "model/targetfields.h"

namespace lockmaster {

template <>
struct FieldsOf<SavedMoment> {
    static constexpr auto table = std::tuple{
        field("target", &SavedMoment::target),
        field("snapshot", &SavedMoment::snapshot),
    };
};

template <>
struct FieldsOf<SavedMoments> {
    static constexpr auto table = std::tuple{
        field("written_by", &SavedMoments::writtenBy), field("host", &SavedMoments::host),
        field("written_at", &SavedMoments::writtenAt), field("masked", &SavedMoments::isMasked),
        field("moments", &SavedMoments::moments),
    };
};

LOCKMASTER_TABLE(SavedMoment)
LOCKMASTER_TABLE(SavedMoments)

} // namespace lockmaster
