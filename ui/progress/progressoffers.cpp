// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/progress/progressoffers.h"

#include "base/text.h"
#include "diagnosis/postgres/endinglines.h"
#include "ui/progress/progresstext.h"
#include "ui/progress/progresswords.h"

namespace lockmaster {

namespace {

RowOffer lineOffer(const QString &text, const QString &line)
{
    return {{text, {}, {}}, line};
}

} // namespace

std::vector<RowOffer> offersOn(const WorkRow &row, const Snapshot &snapshot, const OfferContext &context)
{
    if (!row.session)
        return {{{ProgressText::tr("Cancel…"), ProgressText::tr("The session of this command was not seen."), {}}}};
    OfferedAction cancel = offerCancelQuery(snapshot, row.session->key, context);
    const QString command = row.work.command.isEmpty() ? workKindName(row.work.kind).toUpper() : row.work.command;
    cancel.text = ProgressText::tr("Cancel %1 of %2…").arg(command).arg(row.work.pid);
    return {{cancel}};
}

std::vector<RowOffer> offersOn(const XminRow &row, const Snapshot &snapshot, const OfferContext &context)
{
    switch (row.holder.kind) {
    case XminHolderKind::Prepared:
        return {lineOffer(ProgressText::tr("Copy ROLLBACK PREPARED"), rollbackPreparedLine(row.holder.name))};
    case XminHolderKind::Slot:
        if (!row.holder.isInUse)
            return {lineOffer(ProgressText::tr("Copy what drops slot %1").arg(plainLine(row.holder.name)),
                              dropSlotLine(row.holder.name))};
        [[fallthrough]];
    case XminHolderKind::Standby:
        return {lineOffer(ProgressText::tr("Copy what shows who reads on the standby"), standbyQueriesLine())};
    case XminHolderKind::Session: break;
    }
    return {{offerCancelQuery(snapshot, row.holder.session, context)},
            {offerEndSession(snapshot, row.holder.session, context)}};
}

} // namespace lockmaster
