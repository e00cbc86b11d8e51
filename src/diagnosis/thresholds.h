// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// From when on something is worth a finding. The defaults suit most servers.
#pragma once

#include <chrono>
#include <cstdint>

namespace lockmaster {

struct Thresholds {
    double connectionsWarning = 0.80; ///< of the usable slots
    double connectionsCritical = 0.90;

    std::chrono::seconds blockedWarning{1}; ///< a session has waited for a lock for so long; shorter is daily life
    std::chrono::seconds blockedCritical{5};

    std::chrono::seconds idleNoticed{1};       ///< between two statements of a busy transaction is no idling
    std::chrono::seconds idleEnded{30};        ///< one that idles so long may be ended; sooner it may be at work
    int idleTransactions = 3;                  ///< more than so many are worth a word
    std::chrono::seconds idleTransaction{300}; ///< or one that is older than this

    std::chrono::seconds longQuery{30};
    int longQueries = 3;                     ///< so many that are older than longQuery
    std::chrono::seconds veryLongQuery{300}; ///< or one that is older than this

    std::chrono::seconds poolWaitWarning{1}; ///< a client of PgBouncer waits for a server connection for so long
    std::chrono::seconds poolWaitCritical{10};
    double poolSaturated = 1.0;       ///< busy server connections of pool_size
    double poolClientsWarning = 0.80; ///< clients of max_client_conn
    double poolClientsCritical = 0.95;

    int leakIdle = 10;        ///< idle sessions of one application
    double leakPerMinute = 6; ///< and so many more a minute
    double leakSlowly = 3;    ///< or so many, when the server is full in less than leakFull
    std::chrono::minutes leakFull{30};

    std::chrono::minutes restarted{5}; ///< a server that began since then has lost what it had in memory

    std::chrono::seconds lagWarning{5};        ///< a standby has not replayed what was written so long ago
    std::int64_t lagWarningBytes = 64LL << 20; ///< or so much
    std::chrono::seconds lagCritical{30};
    std::int64_t lagCriticalBytes = 1LL << 30;
    std::chrono::seconds lagCatchesUp{60}; ///< one that will have caught up sooner is not worth a word
    std::chrono::seconds clockSkew{2};     ///< the clocks of standby and upstream are further apart
    std::chrono::seconds clockSkewWarning{10};
    std::chrono::seconds syncWait{1};              ///< a commit waits for a synchronous standby that streams
    std::chrono::seconds slotLost{600};            ///< WAL is written so fast that a slot may be lost sooner
    std::int64_t archiveCriticalBytes = 4LL << 30; ///< wait to be archived

    double redisMemoryWarning = 0.90;  ///< of maxmemory, where nothing can be evicted
    double redisHitRatio = 0.70;       ///< of lookups
    double redisLookups = 20;          ///< a second: fewer prove nothing
    double redisClientsWarning = 0.80; ///< of maxclients
    double redisClientsCritical = 0.95;
    double redisFragmentation = 1.5; ///< ratio, and as many bytes
    std::int64_t redisFragmentationBytes = 100 * 1024 * 1024;
    std::int64_t redisClientOutput = 8 << 20; ///< waits for one client that does not read
    std::chrono::seconds clockApart{5};       ///< the server's clock and ours: less is the way there and back

    double wraparoundWarning = 0.60; ///< age of a database, of the 2^31 ids there are
    double wraparoundCritical = 0.80;
    double wraparoundPassed = 1.25; ///< of the age from which on a vacuum is forced, and nobody vacuums

    std::int64_t deadRows = 10'000;             ///< of one table
    double deadShare = 0.20;                    ///< of all its rows, and more than deadRows
    double deadPassed = 1.5;                    ///< of the number from which on autovacuum comes
    std::int64_t indexUnusedBytes = 10LL << 20; ///< of an index that nobody has used
    std::chrono::days indexUnusedFor{7};        ///< while scans were counted
    std::int64_t indexMissingRows = 100'000;    ///< of a table that is read in full
    double indexMissingReads = 0.1;             ///< such reads a second
    double indexMissingShare = 0.5;             ///< of all its reads
    double sequenceUsed = 0.85;                 ///< of the numbers there are
    double sequenceCritical = 0.95;
    std::int64_t horizonTransactions = 300'000; ///< begun since a snapshot that is still held
    std::chrono::seconds horizonHeld{300};      ///< and so long; a shorter one is daily life
    std::int64_t horizonForgotten = 20'000;     ///< transactions since what nobody will end: prepared, a slot of nobody

    int checkpointsRequested = 3;           ///< of half an hour, because of WAL, and most of all
    std::int64_t spilledBytes = 30LL << 20; ///< to temporary files, a second of the last minute
    double cacheRatio = 0.90;               ///< of blocks found in shared buffers
    double cacheReads = 1000;               ///< blocks read from outside a second: fewer prove nothing

    // What a tile or a cell is marked for, and no finding told.
    std::chrono::seconds oldTransaction{300}; ///< whatever it does
    std::chrono::minutes fullSoon{10};        ///< at the growth of now the last slot is taken sooner
    int idleMany = 10;                        ///< sessions of one application that have long been idle
    std::chrono::minutes idleVeryLong{10};    ///< or one of them so long
    std::chrono::seconds redisFork{1};        ///< the server stood still so long
    std::chrono::seconds redisQuietLink{10};  ///< a replica has heard nothing of its primary, which pings each 10 s

    std::chrono::seconds prepared{60}; ///< a transaction manager commits its prepared transactions sooner
};

} // namespace lockmaster
