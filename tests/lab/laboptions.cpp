// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/laboptions.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

const QMap<QString, LabParts> &labPartNames()
{
    static const QMap<QString, LabParts> names = {
        {u"pg"_s, LabPart::Postgres},         {u"standbys"_s, LabPart::Standbys}, {u"cascade"_s, LabPart::Cascade},
        {u"pgbouncer"_s, LabPart::PgBouncer}, {u"redis"_s, LabPart::Redis},       {u"sentinel"_s, LabPart::Sentinel},
        {u"valkey"_s, LabPart::Valkey},       {u"cluster"_s, LabPart::Cluster},   {u"all"_s, kWholeLab}};
    return names;
}

LabParts completed(LabParts parts)
{
    parts |= LabPart::Postgres;
    parts.setFlag(LabPart::Redis, parts.testAnyFlags(LabPart::Redis | LabPart::Sentinel));
    parts.setFlag(LabPart::Standbys, parts.testAnyFlags(LabPart::Standbys | LabPart::Cascade));
    return parts;
}

} // namespace lockmaster
