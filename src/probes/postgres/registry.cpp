// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "probes/postgres/catalog/catalogsizeprobe.h"
#include "probes/postgres/catalog/indexesprobe.h"
#include "probes/postgres/catalog/sequencesprobe.h"
#include "probes/postgres/catalog/tablesprobe.h"
#include "probes/postgres/configuration/configurationprobe.h"
#include "probes/postgres/configuration/filesprobe.h"
#include "probes/postgres/configuration/overridesprobe.h"
#include "probes/postgres/databasesprobe.h"
#include "probes/postgres/draft/probe.h"
#include "probes/postgres/draft/querytext.h"
#include "probes/postgres/identityprobe.h"
#include "probes/postgres/locks/locksprobe.h"
#include "probes/postgres/locks/preparedprobe.h"
#include "probes/postgres/namesprobe.h"
#include "probes/postgres/replication/replicationprobe.h"
#include "probes/postgres/replication/replicationtotalsprobe.h"
#include "probes/postgres/sessionsprobe.h"
#include "probes/postgres/settingsprobe.h"
#include "probes/postgres/systemprobe.h"
#include "probes/postgres/vacuum/checkpointsprobe.h"
#include "probes/postgres/vacuum/progressprobe.h"
#include "probes/postgres/wraparoundprobe.h"

namespace lockmaster {

std::vector<std::unique_ptr<PostgresProbe>> postgresProbes()
{
    std::vector<std::unique_ptr<PostgresProbe>> probes;
    probes.push_back(std::make_unique<IdentityProbe>());
    probes.push_back(std::make_unique<SettingsProbe>());
    probes.push_back(std::make_unique<SessionsProbe>());
    probes.push_back(std::make_unique<NamesProbe>());       // after the sessions: new names are for the next sample
    probes.push_back(std::make_unique<ReplicationProbe>()); // after the sessions, which name the senders
    probes.push_back(std::make_unique<ReplicationTotalsProbe>());
    probes.push_back(std::make_unique<SystemProbe>());
    probes.push_back(std::make_unique<PreparedProbe>());
    probes.push_back(std::make_unique<DatabasesProbe>());
    probes.push_back(std::make_unique<WraparoundProbe>()); // after the sessions, which tell the time
    probes.push_back(std::make_unique<ConfigurationProbe>());
    probes.push_back(std::make_unique<OverridesProbe>());
    probes.push_back(std::make_unique<FilesProbe>());
    probes.push_back(std::make_unique<CheckpointsProbe>()); // after replication, which tells how much WAL there is
    probes.push_back(std::make_unique<ProgressProbe>());
    probes.push_back(std::make_unique<LocksProbe>());
    probes.push_back(std::make_unique<CatalogSizeProbe>());
    probes.push_back(std::make_unique<TablesProbe>()); // before the indexes, which are asked for by table
    probes.push_back(std::make_unique<IndexesProbe>());
    probes.push_back(std::make_unique<SequencesProbe>());
    return probes;
}

PgQuery preparedQuery(const QString &name, const PostgresDraft &draft, std::vector<PgParam> params)
{
    // A pooler may put the next statement on another server, which has not heard of this one's name, or has it of us already.
    return {queryText(name, draft.serverVersion), std::move(params), draft.isPooled ? QByteArray() : name.toLatin1()};
}

} // namespace lockmaster
