// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of real PgBouncers of four versions, in the same situation: the client "shop" is in a transaction on "orders",
// the console looks. As comma-separated values, with the names of the columns first.
#pragma once

#include <QByteArray>
#include <QMap>

namespace lockmaster {

using Recorded = QMap<QByteArray, QByteArray>; ///< by probe

// clang-format off
inline Recorded pgBouncer115()
{
    return {
        {"version", R"(version
PgBouncer 1.15.0)"},
        {"pools", R"(database,user,cl_active,cl_waiting,sv_active,sv_idle,sv_used,sv_tested,sv_login,maxwait,maxwait_us,pool_mode
orders,web,1,0,1,0,0,0,0,0,0,transaction
pgbouncer,pgbouncer,1,0,0,0,0,0,0,0,0,statement)"},
        {"databases", R"(name,host,port,database,force_user,pool_size,reserve_pool,pool_mode,max_connections,current_connections,paused,disabled
orders,127.0.0.1,55990,orders,,5,0,,0,1,0,0
pgbouncer,,55991,pgbouncer,pgbouncer,2,0,statement,0,0,0,0
reports-eu,127.0.0.1,55990,orders,,20,0,,0,0,0,0)"},
        {"stats", R"(database,xact_count,query_count,bytes_received,bytes_sent,xact_time,query_time,wait_time
orders,1,2,27,125,0,6368,19478
pgbouncer,5,5,0,0,0,0,0)"},
        {"lists", R"(list,items
databases,3
users,4
pools,2
free_clients,48
used_clients,2
login_clients,0
free_servers,49
used_servers,1
dns_names,0
dns_zones,0
dns_queries,0
dns_pending,0)"},
        {"clients", R"(type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls
C,web,orders,active,127.0.0.1,58968,127.0.0.1,55991,2026-11-21 16:45:31 UTC,2026-11-21 16:45:31 UTC,0,0,0,0x55bcb94e8fd0,0x55bcb94efd50,0,
C,lockmaster,pgbouncer,active,127.0.0.1,59018,127.0.0.1,55991,2026-11-21 16:45:32 UTC,2026-11-21 16:45:32 UTC,0,0,0,0x55bcb94e9200,,0,)"},
        {"servers", R"(type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls
S,web,orders,active,127.0.0.1,55990,127.0.0.1,56542,2026-11-21 16:45:31 UTC,2026-11-21 16:45:31 UTC,0,0,0,0x55bcb94efd50,0x55bcb94e8fd0,32,)"},
    };
}

inline Recorded pgBouncer118()
{
    return {
        {"version", R"(version
PgBouncer 1.18.0)"},
        {"pools", R"(database,user,cl_active,cl_waiting,cl_active_cancel_req,cl_waiting_cancel_req,sv_active,sv_active_cancel,sv_being_canceled,sv_idle,sv_used,sv_tested,sv_login,maxwait,maxwait_us,pool_mode
orders,web,1,0,0,0,1,0,0,0,0,0,0,0,0,transaction
pgbouncer,pgbouncer,1,0,0,0,0,0,0,0,0,0,0,0,0,statement)"},
        {"databases", R"(name,host,port,database,force_user,pool_size,min_pool_size,reserve_pool,pool_mode,max_connections,current_connections,paused,disabled
orders,127.0.0.1,55990,orders,,5,0,0,,0,1,0,0
pgbouncer,,55992,pgbouncer,pgbouncer,2,0,0,statement,0,0,0,0
reports-eu,127.0.0.1,55990,orders,,20,0,0,,0,0,0,0)"},
        {"stats", R"(database,xact_count,query_count,bytes_received,bytes_sent,xact_time,query_time,wait_time
orders,1,2,27,125,0,31872,9649
pgbouncer,5,5,0,0,0,0,0)"},
        {"lists", R"(list,items
databases,3
users,4
pools,2
free_clients,48
used_clients,2
login_clients,0
free_servers,49
used_servers,1
dns_names,0
dns_zones,0
dns_queries,0
dns_pending,0)"},
        {"clients", R"(type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name
C,web,orders,active,127.0.0.1,44368,127.0.0.1,55992,2026-11-21 16:45:33 UTC,2026-11-21 16:45:34 UTC,0,0,0,0x5653299b1b90,0x5653299b9270,0,,shop
C,lockmaster,pgbouncer,active,127.0.0.1,44434,127.0.0.1,55992,2026-11-21 16:45:35 UTC,2026-11-21 16:45:35 UTC,0,0,0,0x5653299b1df0,,0,,look)"},
        {"servers", R"(type,user,database,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name
S,web,orders,active,127.0.0.1,55990,127.0.0.1,52040,2026-11-21 16:45:33 UTC,2026-11-21 16:45:34 UTC,0,0,0,0x5653299b9270,0x5653299b1b90,49,,shop)"},
    };
}

inline Recorded pgBouncer124()
{
    return {
        {"version", R"(version
PgBouncer 1.24.1)"},
        {"pools", R"(database,user,cl_active,cl_waiting,cl_active_cancel_req,cl_waiting_cancel_req,sv_active,sv_active_cancel,sv_being_canceled,sv_idle,sv_used,sv_tested,sv_login,maxwait,maxwait_us,pool_mode,load_balance_hosts
orders,web,1,0,0,0,1,0,0,0,0,0,0,0,0,transaction,
pgbouncer,pgbouncer,1,0,0,0,0,0,0,0,0,0,0,0,0,statement,)"},
        {"databases", R"(name,host,port,database,force_user,pool_size,min_pool_size,reserve_pool_size,server_lifetime,pool_mode,load_balance_hosts,max_connections,current_connections,max_client_connections,current_client_connections,paused,disabled
orders,127.0.0.1,55990,orders,,5,0,0,3600,,,0,1,0,1,0,0
pgbouncer,,55994,pgbouncer,pgbouncer,2,0,0,3600,statement,,0,0,0,1,0,0
reports-eu,127.0.0.1,55990,orders,,20,0,0,3600,,,0,0,0,0,0,0)"},
        {"stats", R"(database,server_assignment_count,xact_count,query_count,bytes_received,bytes_sent,xact_time,query_time,wait_time,client_parse_count,server_parse_count,bind_count
orders,1,1,2,27,125,0,28019,23863,0,0,0
pgbouncer,0,6,6,0,0,0,0,0,0,0,0)"},
        {"lists", R"(list,items
databases,3
users,4
peers,0
pools,2
peer_pools,0
free_clients,48
used_clients,2
login_clients,0
free_servers,49
used_servers,1
dns_names,0
dns_zones,0
dns_queries,0
dns_pending,0)"},
        {"clients", R"(type,user,database,replication,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name,prepared_statements,id
C,web,orders,none,active,127.0.0.1,59692,127.0.0.1,55994,2026-11-21 16:44:46 UTC,2026-11-21 16:44:46 UTC,0,0,0,0x557178e8b830,0x557178e97e40,0,,shop,0,2
C,lockmaster,pgbouncer,none,active,127.0.0.1,59754,127.0.0.1,55994,2026-11-21 16:44:47 UTC,2026-11-21 16:44:47 UTC,0,0,0,0x557178e8baf0,,0,,look,0,10)"},
        {"servers", R"(type,user,database,replication,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name,prepared_statements,id
S,web,orders,none,active,127.0.0.1,55990,127.0.0.1,44686,2026-11-21 16:44:46 UTC,2026-11-21 16:44:46 UTC,0,0,0,0x557178e97e40,0x557178e8b830,448,,shop,0,3)"},
    };
}

inline Recorded pgBouncer126()
{
    return {
        {"version", R"(version
PgBouncer 1.26.1)"},
        {"pools", R"(database,user,cl_active,cl_waiting,cl_active_cancel_req,cl_waiting_cancel_req,sv_active,sv_active_cancel,sv_being_canceled,sv_idle,sv_used,sv_tested,sv_login,maxwait,maxwait_us,pool_mode,load_balance_hosts
orders,web,1,0,0,0,1,0,0,0,0,0,0,0,0,transaction,
pgbouncer,pgbouncer,1,0,0,0,0,0,0,0,0,0,0,0,0,statement,)"},
        {"databases", R"(name,host,port,database,force_user,pool_size,min_pool_size,reserve_pool_size,server_lifetime,pool_mode,load_balance_hosts,max_connections,current_connections,max_client_connections,current_client_connections,paused,disabled
orders,127.0.0.1,55990,orders,,5,0,0,3600,,,0,1,0,1,0,0
pgbouncer,,55993,pgbouncer,pgbouncer,2,0,0,3600,statement,,0,0,0,1,0,0
reports-eu,127.0.0.1,55990,orders,,20,0,0,3600,,,0,0,0,0,0,0)"},
        {"stats", R"(database,server_assignment_count,xact_count,query_count,bytes_received,bytes_sent,xact_time,query_time,wait_time,client_parse_count,server_parse_count,bind_count,client_login_count
orders,1,1,2,27,125,0,4060,19677,0,0,0,1
pgbouncer,0,5,5,0,0,0,0,0,0,0,0,5)"},
        {"lists", R"(list,items
databases,3
users,4
peers,0
pools,2
peer_pools,0
free_clients,48
used_clients,2
login_clients,0
free_servers,49
used_servers,1
dns_names,0
dns_zones,0
dns_queries,0
dns_pending,0)"},
        {"clients", R"(type,user,database,replication,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name,prepared_statements,id
C,web,orders,none,active,127.0.0.1,42630,127.0.0.1,55993,2026-11-21 16:45:36 UTC,2026-11-21 16:45:36 UTC,0,0,0,0x55a28d72e180,0x55a28d743bc0,0,,shop,0,1
C,lockmaster,pgbouncer,none,idle,127.0.0.1,42704,127.0.0.1,55993,2026-11-21 16:45:37 UTC,2026-11-21 16:45:37 UTC,0,0,0,0x55a28d72e868,,0,,look,0,9)"},
        {"servers", R"(type,user,database,replication,state,addr,port,local_addr,local_port,connect_time,request_time,wait,wait_us,close_needed,ptr,link,remote_pid,tls,application_name,prepared_statements,id
S,web,orders,none,active,127.0.0.1,55990,127.0.0.1,52046,2026-11-21 16:45:36 UTC,2026-11-21 16:45:36 UTC,0,0,0,0x55a28d743bc0,0x55a28d72e180,66,,shop,0,2)"},
    };
}

// clang-format on

} // namespace lockmaster
